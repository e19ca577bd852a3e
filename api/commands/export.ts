import { exportAll } from '../imports/export.ts';
import { oneFile, runCommand } from './command.ts';

await runCommand(oneFile('npm run export -- FILE'), async (database, file) => {
  const counts = await exportAll(database, file);
  for (const { table, rows } of counts) if (rows > 0) console.log(`${table}: ${rows}`);
  const rows = counts.reduce((sum, count) => sum + count.rows, 0);
  console.log(`Wrote ${rows} rows.`);
});
