import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** SESSION_SECRET, or one made once and kept in the data folder. */
export async function sessionSecret(given: string | undefined, folder: string): Promise<string> {
  if (given) return given;
  const file = join(folder, 'secret');
  await mkdir(folder, { recursive: true });
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return readFile(file, 'utf8');
}

/** A keyed hash: what stands in the database says nothing to whoever reads it there. */
export const keyed = (secret: string, ...parts: string[]): string =>
  createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');
