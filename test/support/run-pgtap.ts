import { migrate } from '../../api/db/migrate.ts';
import { openPostgres } from '../../api/db/postgres.ts';
import { leftOut, testDatabaseUrl } from './machine.ts';
import { prove, stories } from './pgtap.ts';
import { createDatabase, dropDatabase } from './postgres.ts';

/** `npm run test:sql`: the stories in supabase/tests on a new database. */
if (!testDatabaseUrl) {
  console.error(leftOut[0]);
  process.exit(1);
}
const { name, url } = await createDatabase();
try {
  const database = await openPostgres(url);
  await migrate(database);
  await database.close();
  process.stdout.write(await prove(url, await stories()));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await dropDatabase(name);
}
