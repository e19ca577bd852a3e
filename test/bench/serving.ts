import { openDatabase } from '../../api/db/open.ts';
import { writeBenchAssets } from './fixture.ts';
import {
  median,
  requestsPerSecond,
  round,
  RUNS,
  serverVersions,
  startProgram,
  withDatabase,
  type Finding,
} from './measure.ts';

type Listed = { items: { id: string }[] };

/** A list of 50 assets through all middleware against bare node:http; a tile cached against not. */
export async function run(): Promise<Finding[]> {
  return withDatabase(async (url) => {
    const database = await openDatabase({ DATABASE_URL: url, DATA_DIR: '.' }, () => {});
    await writeBenchAssets(database, 20_000);
    await database.close();
    const env = { DATABASE_URL: url, PORT: '0', DATA_DIR: process.env.TMPDIR ?? '/tmp', DEMO: '0' };
    const [ours, bare, uncached] = await Promise.all([
      startProgram('api/main.ts', env),
      startProgram('test/bench/bare-list.ts', env),
      startProgram('test/bench/uncached-tile.ts', env),
    ]);
    try {
      const list = `${ours.url}/api/v1/assets?limit=50`;
      const [a, b] = (await Promise.all(
        [list, bare.url].map(async (address) => (await fetch(address)).json()),
      )) as [Listed, Listed];
      const equal =
        JSON.stringify(a.items.map(({ id }) => id)) === JSON.stringify(b.items.map(({ id }) => id));
      if (!equal || a.items.length !== 50)
        throw new Error('the two lists are not the same 50 assets');

      const tile = '/api/v1/tiles/assets/12/2109/1343.mvt';
      const bodies = await Promise.all(
        [ours, uncached].map(async (side) =>
          Buffer.from(await (await fetch(side.url + tile)).arrayBuffer()),
        ),
      );
      if (!bodies[0]!.equals(bodies[1]!) || bodies[0]!.length < 1000)
        throw new Error('the two tiles are not the same');

      const rates = { list: [], bareList: [], tile: [], uncachedTile: [] } as Record<
        string,
        number[]
      >;
      for (let i = 0; i < RUNS; i += 1) {
        rates.list!.push(await requestsPerSecond(list));
        rates.bareList!.push(await requestsPerSecond(bare.url));
        rates.tile!.push(await requestsPerSecond(ours.url + tile));
        rates.uncachedTile!.push(await requestsPerSecond(uncached.url + tile));
      }
      const versions = await serverVersions(url);
      const medians = Object.fromEntries(Object.entries(rates).map(([k, v]) => [k, median(v)]));
      const listRatio = round(medians.list! / medians.bareList!);
      const tileRatio = round(medians.tile! / medians.uncachedTile!);
      return [
        {
          what: 'list of 50 assets through all middleware / bare node:http, requests per second',
          mustHold: '>= 0.6',
          ratio: listRatio,
          holds: listRatio >= 0.6,
          details: { ours: medians.list, bare: medians.bareList, runs: RUNS, ...versions },
        },
        {
          what: 'cached tile / the same tile uncached, requests per second',
          mustHold: '>= 15',
          ratio: tileRatio,
          holds: tileRatio >= 15,
          details: {
            cached: medians.tile,
            uncached: medians.uncachedTile,
            bytes: bodies[0]!.length,
            runs: RUNS,
            ...versions,
          },
        },
      ];
    } finally {
      await Promise.all([ours.stop(), bare.stop(), uncached.stop()]);
    }
  });
}
