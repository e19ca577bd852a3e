import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('../../supabase/tests/', import.meta.url));

/** The stories in supabase/tests, in order. */
export const stories = async (): Promise<string[]> =>
  (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();

/** Runs stories by pg_prove on a migrated database; what it said. Throws with that when one fails. */
export async function prove(url: string, files: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('pg_prove', ['--dbname', url, ...files], {
    cwd: folder,
  }).catch((error: { stdout?: string; stderr?: string; message: string }) => {
    throw new Error(`${error.stdout ?? ''}${error.stderr ?? error.message}`);
  });
  return stdout;
}
