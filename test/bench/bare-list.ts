import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { listAssets } from '../../api/assets/read.ts';
import type { Transaction } from '../../api/db/port.ts';

// The peer of the list benchmark: node:http and the very same SQL, nothing else. Its connections
// are anonymous from the start, so that the same row-level security is at work.
let text = '';
let params: unknown[] = [];
const recorder = {
  query: async (sql: string, values: unknown[]) => ((text = sql), (params = values), []),
} as unknown as Transaction;
await listAssets(recorder, {}, null, 50);

const sql = postgres(process.env.DATABASE_URL!, {
  max: 10,
  connection: { options: '-c role=anon -c TimeZone=UTC' } as never,
});
const server = createServer((_request, response) => {
  sql.unsafe(text, params as never[], { prepare: true }).then(
    (rows) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ items: rows.slice(0, 50) }));
    },
    (error: Error) => {
      response.statusCode = 500;
      response.end(error.message);
    },
  );
});
server.listen(0, '127.0.0.1', () =>
  console.log(`ready on http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
process.once('SIGTERM', () => void sql.end().then(() => process.exit(0)));
