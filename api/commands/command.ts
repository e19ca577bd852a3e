import { readConfig } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { StartError, type Database } from '../db/port.ts';
import { UnreadableInput } from '../imports/report.ts';

/**
 * Runs one command on the database that the environment names, and ends the process: 0, or 1 after
 * one sentence on what the person who ran it can mend.
 */
export async function runCommand(work: (database: Database) => Promise<void>): Promise<void> {
  try {
    const database = await openDatabase(readConfig(), (line) => console.error(line));
    try {
      await work(database);
    } finally {
      await database.close();
    }
  } catch (error) {
    const known = error instanceof StartError || error instanceof UnreadableInput;
    console.error(known ? error.message : error);
    process.exitCode = 1;
  }
}
