import { exportAll } from '../imports/export.ts';
import { UnreadableInput } from '../imports/report.ts';
import { runCommand } from './command.ts';

await runCommand(async (database) => {
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0) throw new UnreadableInput('Name one file: npm run export -- FILE');
  const counts = await exportAll(database, file);
  for (const { table, rows } of counts) if (rows > 0) console.log(`${table}: ${rows}`);
  const rows = counts.reduce((sum, count) => sum + count.rows, 0);
  console.log(`Wrote ${rows} rows.`);
});
