import { openEmbedded } from '../../api/db/embedded.ts';

/** Writes row after row into the data folder it is given, telling each when it is committed. */
const database = await openEmbedded(process.argv[2]!);
await database.asOwner((tx) => tx.script('create table written (id int primary key)'));
for (let id = 1; ; id++) {
  await database.asOwner((tx) => tx.run('insert into written values ($1)', [id]));
  process.stdout.write(`${id}\n`);
}
