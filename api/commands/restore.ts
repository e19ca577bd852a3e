import { restoreAll } from '../imports/restore.ts';
import { oneFile, runCommand } from './command.ts';

await runCommand(oneFile('npm run restore -- FILE'), async (database, file) => {
  const counts = await restoreAll(database, file);
  for (const { table, rows } of counts) if (rows > 0) console.log(`${table}: ${rows}`);
  const rows = counts.reduce((sum, count) => sum + count.rows, 0);
  console.log(`Restored ${rows} rows.`);
});
