import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Served =
  | { body: string | Buffer }
  | { status: number; location?: string }
  /** The connection breaks after these bytes. */
  | { breaksAfter: Buffer };

export interface FileServer {
  url: string;
  requests: string[];
  close: () => Promise<void>;
}

/** Serves files on loopback by their path; anything else is not there. */
export async function fileServer(files: Record<string, Served>): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url!);
    const served = files[request.url!] ?? { status: 404 };
    if ('body' in served) response.end(served.body);
    else if ('breaksAfter' in served) {
      response.writeHead(200, { 'content-length': served.breaksAfter.length + 1000 });
      response.write(served.breaksAfter, () => response.destroy());
    } else
      response
        .writeHead(served.status, served.location ? { location: served.location } : {})
        .end('no such file');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
