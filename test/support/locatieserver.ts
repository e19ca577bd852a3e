import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const places = [
  ['adr-0a1b', 'adres', 'Neringweg 8, 8224KA Lelystad', 'POINT(5.4632 52.5021)'],
  ['weg-0c2d', 'weg', 'Neringweg, Lelystad', 'POINT(5.4641 52.503)'],
  ['pcd-0e3f', 'postcode', 'Neringweg, 8224KA Lelystad', 'POINT(5.4638 52.5025)'],
  ['wpl-0a4b', 'woonplaats', 'Lelystad, Lelystad, Flevoland', 'POINT(5.4714 52.5185)'],
].map(([id, type, weergavenaam, centroide_ll]) => ({ id, type, weergavenaam, centroide_ll }));

const KNOWN: Record<string, string[]> = {
  suggest: ['q', 'fq', 'rows', 'start', 'fl', 'lat', 'lon'],
  lookup: ['id', 'fl', 'wt'],
};

/**
 * A stand-in for PDOK's Locatieserver 3.1 on loopback: `suggest` and `lookup`, small documents from
 * `suggest`, an empty list for an unknown id, status 400 for keys that it does not know.
 */
export async function locatieserver() {
  const requests: URL[] = [];
  let trouble: 'silent' | 'broken' | 'nonsense' | null = null;
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://127.0.0.1');
    requests.push(url);
    if (trouble === 'silent') return;
    if (trouble) {
      response.writeHead(trouble === 'broken' ? 500 : 200).end('<html>Neringweg</html>');
      return;
    }
    const name = url.pathname.split('/').at(-1)!;
    const unknown = [...url.searchParams.keys()].filter((key) => !KNOWN[name]?.includes(key));
    if (unknown.length > 0) {
      response.writeHead(400).end(JSON.stringify({ message: unknown }));
      return;
    }
    const [q, id] = [url.searchParams.get('q')?.toLowerCase(), url.searchParams.get('id')];
    const docs =
      name === 'suggest'
        ? places
            .filter(({ weergavenaam }) => weergavenaam!.toLowerCase().includes(q!))
            .slice(0, Number(url.searchParams.get('rows') ?? 10))
            .map(({ centroide_ll: _, ...small }, index) => ({ ...small, score: 10 - index }))
        : places.filter((place) => place.id === id);
    response.writeHead(200, { 'content-type': 'application/json;charset=utf-8' });
    response.end(
      JSON.stringify({
        response: { numFound: docs.length, start: 0, maxScore: 10, numFoundExact: true, docs },
        ...(name === 'suggest' && { highlighting: {} }),
      }),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bzk/locatieserver/search/v3_1`,
    requests,
    /** What goes wrong from now on; null ends it. */
    fail: (with_: typeof trouble) => void (trouble = with_),
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
