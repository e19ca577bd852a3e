import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { testDatabaseUrl } from './machine.ts';

/** Runs one statement on the server of TEST_DATABASE_URL, in its own database. */
async function administer(statement: string): Promise<void> {
  const sql = postgres(testDatabaseUrl!, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** A new database with a random name on the server of TEST_DATABASE_URL. */
export async function createDatabase(
  template = 'template1',
): Promise<{ name: string; url: string }> {
  const name = `buurtweefsel_test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template ${template}`);
  const url = new URL(testDatabaseUrl!);
  url.pathname = name;
  return { name, url: url.href };
}

export const dropDatabase = (name: string): Promise<void> =>
  administer(`drop database if exists ${name} with (force)`);
