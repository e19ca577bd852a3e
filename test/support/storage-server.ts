import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Body = Buffer | Record<string, unknown> | Record<string, unknown>[];

/**
 * A stand-in for Supabase Storage with its documented endpoints: /bucket and /object/{bucket}/{path}
 * (POST, GET, and DELETE with prefixes). A bucket is made once.
 */
export async function startStorageServer(secret: string): Promise<{
  url: string;
  files: Map<string, Buffer>;
  /** Public buckets would be open to whoever knows a name. */
  isPublic: () => boolean | undefined;
  close: () => Promise<void>;
}> {
  const files = new Map<string, Buffer>();
  let isPublic: boolean | undefined;

  async function answer(request: IncomingMessage): Promise<[status: number, body: Body]> {
    const path = new URL(request.url!, 'http://storage').pathname.replace('/storage/v1', '');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (request.headers.apikey !== secret) return [403, { message: 'Unauthorized' }];
    if (path === '/bucket') {
      if (isPublic !== undefined)
        return [
          409,
          { statusCode: '409', error: 'Duplicate', message: 'The resource already exists' },
        ];
      isPublic = (JSON.parse(body.toString()) as { public: boolean }).public;
      return [200, { name: 'photos' }];
    }
    if (path === '/object/photos' && request.method === 'DELETE') {
      const { prefixes } = JSON.parse(body.toString()) as { prefixes: string[] };
      for (const name of prefixes) files.delete(name);
      return [200, prefixes.map((name) => ({ name }))];
    }
    const name = path.replace('/object/photos/', '');
    if (request.method === 'POST') {
      files.set(name, body);
      return [200, { Key: `photos/${name}` }];
    }
    const file = files.get(name);
    return file
      ? [200, file]
      : [400, { statusCode: '404', error: 'not_found', message: 'Object not found' }];
  }

  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      const isFile = Buffer.isBuffer(body);
      response.writeHead(status, { 'Content-Type': isFile ? 'image/webp' : 'application/json' });
      response.end(isFile ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    isPublic: () => isPublic,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
