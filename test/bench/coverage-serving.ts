import { openDatabase } from '../../api/db/open.ts';
import { writeBenchAssets } from './fixture.ts';
import { median, requestsPerSecond, round, RUNS, serverVersions, startProgram } from './measure.ts';
import type { Finding } from './measure.ts';

const LEAST = 0.5;

/** The coverage of a wijk from a warm server, against an address that asks the database for a 1. */
export async function coverageServed(url: string): Promise<Finding> {
  const database = await openDatabase({ DATABASE_URL: url, DATA_DIR: '.' }, () => {});
  await writeBenchAssets(database, 20_000);
  // Three in ten squares of the box in which the assets lie.
  await database.asSystem((tx) =>
    tx.run(
      `insert into public.population_cells (year, x, y, inhabitants, dwellings, source)
       select 2024, x, y, 5 + (x * y) % 80, 2 + (x * y) % 40, 'example'
       from generate_series(1500, 1630) x, generate_series(4880, 5070) y
       where (x * 7 + y * 3) % 10 < 3`,
    ),
  );
  await database.close();
  const env = { DATABASE_URL: url, PORT: '0', DATA_DIR: process.env.TMPDIR ?? '/tmp', DEMO: '0' };
  const server = await startProgram('api/main.ts', env);
  try {
    const coverage = `${server.url}/api/v1/neighbourhoods/WK900101/coverage`;
    const healthz = `${server.url}/healthz`;
    const answer = (await (await fetch(coverage)).json()) as Answer;
    if (!(answer.population.inhabitants! > 0) || !answer.kinds.some((kind) => kind.reachShare))
      throw new Error(`nobody is covered: ${JSON.stringify(answer)}`);
    await requestsPerSecond(coverage);
    const rates: { coverage: number; healthz: number }[] = [];
    for (let i = 0; i < RUNS; i += 1)
      rates.push({
        coverage: await requestsPerSecond(coverage),
        healthz: await requestsPerSecond(healthz),
      });
    const [ours, bare] = [rates.map((rate) => rate.coverage), rates.map((rate) => rate.healthz)];
    const ratio = round(median(ours) / median(bare));
    return {
      what: 'coverage of a wijk from a warm server / healthz, requests per second',
      mustHold: `>= ${LEAST}`,
      ratio,
      holds: ratio >= LEAST,
      details: {
        ...{ coverage: ours, healthz: bare, inhabitants: answer.population.inhabitants },
        ...{ runs: RUNS, versions: await serverVersions(url) },
      },
    };
  } finally {
    await server.stop();
  }
}

interface Answer {
  population: { inhabitants: number | null };
  kinds: { reachShare: number | null }[];
}
