import type { TestProject } from 'vitest/node';
import { migrate } from '../../api/db/migrate.ts';
import { openPostgres } from '../../api/db/postgres.ts';
import { testDatabaseUrl } from './machine.ts';
import { createDatabase, dropDatabase } from './postgres.ts';
import prepareFolder from './prepare-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated PostgreSQL database to copy; empty without TEST_DATABASE_URL. */
    template: string;
  }
}

/** Prepares what the suites copy; a template is copied far quicker than migrated anew. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  await prepareFolder();
  if (!testDatabaseUrl) {
    project.provide('template', '');
    return async () => undefined;
  }
  const template = await createDatabase();
  const database = await openPostgres(template.url);
  await migrate(database);
  await database.close();
  project.provide('template', template.name);
  return () => dropDatabase(template.name);
}
