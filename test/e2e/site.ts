import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another site, that shows this in its page. `localhost` is another site to the browser than we are. */
export async function siteWith(
  body: string,
  host: 'localhost' | '127.0.0.1' = 'localhost',
): Promise<{ url: string; close: () => void }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>Dorpshuis</title><h1>Dorpshuis</h1>${body}`);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}`, close: () => server.close() };
}

/** What a page holds that shows this address in a frame. */
export const frameOf = (address: string): string =>
  `<iframe src="${address}" width="900" height="480"></iframe>`;
