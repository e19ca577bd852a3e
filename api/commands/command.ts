import { readConfig } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { StartError, type Database } from '../db/port.ts';
import { UnreadableInput } from '../imports/report.ts';

/**
 * Runs one command on the database that the environment names, and ends the process: 0, or 1 after
 * one sentence on what the person who ran it can mend. Its arguments are read first: a wrong one
 * opens no database, and makes no folder for one.
 */
export async function runCommand<Arguments>(
  readArguments: (given: string[]) => Arguments,
  work: (database: Database, given: Arguments) => Promise<void>,
): Promise<void> {
  try {
    const given = readArguments(process.argv.slice(2));
    const database = await openDatabase(readConfig(), (line) => console.error(line));
    try {
      await work(database, given);
    } finally {
      await database.close();
    }
  } catch (error) {
    const known = error instanceof StartError || error instanceof UnreadableInput;
    console.error(known ? error.message : error);
    process.exitCode = 1;
  }
}

/** One file, as the only argument. */
export const oneFile =
  (usage: string) =>
  ([file, ...more]: string[]): string => {
    if (!file || more.length > 0) throw new UnreadableInput(`Name one file: ${usage}`);
    return file;
  };
