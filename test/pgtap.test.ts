import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { describePostgres } from './support/database.ts';
import { prove, stories } from './support/pgtap.ts';
import { createDatabase, dropDatabase } from './support/postgres.ts';

const files = await stories();

test.for(files)('%s leaves nothing behind', async (file) => {
  const text = await readFile(new URL(`../supabase/tests/${file}`, import.meta.url), 'utf8');
  expect(text).toMatch(
    /^-- .*\nbegin;\n\\ir world\.psql\n[^]*select plan\(\d+\);[^]*\nrollback;\n$/,
  );
});

describePostgres('The stories in supabase/tests', () => {
  let name: string;
  let url: string;
  beforeAll(async () => ({ name, url } = await createDatabase(inject('template'))));
  afterAll(() => dropDatabase(name));

  test.for(files)('%s', async (file) => {
    expect(await prove(url, [file])).toContain('All tests successful.');
  });
});
