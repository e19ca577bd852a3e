import { startServer } from './server.ts';
import { StartError } from './db/port.ts';

try {
  const server = await startServer(process.stdout);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
} catch (error) {
  // One sentence for what the person who starts it can mend; the rest is a bug, with its trace.
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
