import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { StartError } from './port.ts';

/**
 * Takes the operating system's lock on a data folder, so that a second process cannot open it
 * (PGlite itself would accept both and lose writes). Ends with the process, however that ends.
 * Answers the release.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, 'lock'), 'a+');
  if (!tryLock(file)) {
    closeSync(file);
    throw new StartError(
      `The data folder ${folder} is in use by another process. Stop that one first, or set DATA_DIR to another folder.`,
    );
  }
  return () => closeSync(file);
}
