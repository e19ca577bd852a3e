import { runCommand } from './command.ts';

// Opening a database brings it up to date; this is for doing so apart from a start.
await runCommand(
  () => undefined,
  async () => console.log('The database is up to date.'),
);
