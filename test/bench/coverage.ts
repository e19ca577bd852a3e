import { readFileSync } from 'node:fs';
import type { Sql } from 'postgres';
import { changeOneByOne, requireAsAnew } from './coverage-changes.ts';
import { cut, readLand, type Land } from './coverage-input.ts';
import { peakOf } from './coverage-memory.ts';
import { cover, type Covered } from './coverage-ours.ts';
import {
  coverageInSql,
  openPostgis,
  settingsOf,
  writeLand,
  type Asked,
} from './coverage-postgis.ts';
import { coverageServed } from './coverage-serving.ts';
import { againstTurf, type AgainstTurf } from './coverage-turf.ts';
import { accessAgainstSql } from './coverage-two-steps.ts';
import {
  furthest,
  median,
  requireEqual,
  round,
  RUNS,
  serverVersions,
  timed,
  withDatabase,
  type Finding,
} from './measure.ts';

const LELYSTAD = ['GM0995'];
const FLEVOLAND = ['GM0034', 'GM0050', 'GM0171', 'GM0184', 'GM0303', 'GM0995'];

const { version: turf } = JSON.parse(
  readFileSync(
    new URL('../../node_modules/@turf/nearest-point/package.json', import.meta.url),
    'utf8',
  ),
) as { version: string };

/** Coverage of a Netherlands of real buurten with invented people and assets, and of a wijk from the server. */
export async function run(): Promise<Finding[]> {
  const found = await withDatabase(async (url) => {
    const sql = await openPostgis(url);
    try {
      const land = await readLand(sql);
      const versions = { ...(await serverVersions(url)), ...(await settingsOf(sql)) };
      return [
        ...(await ofAll(sql, land, versions)),
        await peakOf(land),
        await ofOneGemeente(sql, cut(land, LELYSTAD, 10_000)),
        ...(await accessAgainstSql(sql, cut(land, FLEVOLAND, 2000), versions)),
      ];
    } finally {
      await sql.end();
    }
  });
  return [...found, await withDatabase(coverageServed)];
}

/** Each kind takes two columns behind the number of the buurt: the share within reach and the mean. */
function requireAlike(covered: Covered, { rows }: Asked): void {
  for (const [kind, reach] of covered.reach.entries()) {
    const column = 1 + 2 * kind;
    const shares = rows.map((row) => reach[row[0]!]!.reachShare!);
    const means = rows.map((row) => reach[row[0]!]!.mean!);
    const theirs = (at: number) => rows.map((row) => row[at] ?? 0);
    requireEqual(`reach of kind ${kind}`, furthest(shares, theirs(column)));
    requireEqual(`distance of kind ${kind}`, furthest(means, theirs(column + 1)));
  }
}

async function ofAll(sql: Sql, land: Land, versions: object): Promise<Finding[]> {
  await writeLand(sql, land);
  // A tenth warms what is kept in memory on both sides.
  await coverageInSql(sql, 10);
  cover(land);
  const lived = land.around.filter((_, n) => land.areas[n]!.from < land.areas[n]!.to).length;
  const [ours, theirs, changes]: number[][] = [[], [], []];
  for (let run = 0; run < RUNS; run += 1) {
    const other = await coverageInSql(sql);
    const { seconds, answer } = timed(() => cover(land));
    if (other.rows.length !== lived)
      throw new Error(`PostGIS tells of ${other.rows.length} buurten`);
    requireAlike(answer, other);
    ours!.push(seconds);
    theirs!.push(other.seconds);
    changes!.push(changeOneByOne(land, answer, run + 2));
    requireAsAnew(land, answer);
  }
  const size = `${land.cells.x.length} cells in ${land.around.length} buurten, ${land.kinds.reduce((sum, { x }) => sum + x.length, 0)} assets of ${land.kinds.length} kinds`;
  const ratio = median(theirs!) / median(ours!);
  const share = median(changes!) / median(ours!);
  return [
    {
      what: `coverage of ${size}, seconds of PostGIS (reach and mean of each buurt, indexes made before) / ours (all figures of each buurt, wijk and gemeente, from raw arrays)`,
      mustHold: '>= 40',
      ratio: round(ratio),
      holds: ratio >= 40,
      details: { seconds: { postgis: theirs!.map(round), ours: ours!.map(round) }, ...versions },
    },
    {
      what: 'the figures of every area that one asset touches which came, moved or went / all figures from raw arrays',
      mustHold: '<= 0.001',
      ratio: round(share),
      holds: share <= 0.001,
      details: {
        milliseconds: {
          change: changes!.map((s) => round(s * 1000)),
          all: ours!.map((s) => round(s * 1000)),
        },
        node: process.version,
      },
    },
  ];
}

async function ofOneGemeente(sql: Sql, land: Land): Promise<Finding> {
  const once = await againstTurf(sql, land);
  const runs: AgainstTurf[] = Array.from({ length: RUNS }, once);
  const [ours, theirs] = [runs.map((run) => run.ours), runs.map((run) => run.turf)];
  const ratio = median(theirs) / median(ours);
  return {
    what: `the nearest of ${land.kinds.length} kinds from ${land.cells.x.length} cells of one gemeente, seconds of turf's nearestPoint / ours, its index made too; turf reckons on a sphere: nearly always the same asset, distances within 0.5 %`,
    mustHold: '>= 200',
    ratio: round(ratio),
    holds: ratio >= 200,
    details: {
      seconds: { turf: theirs.map(round), ours: ours.map(round) },
      assets: land.kinds.map(({ x }) => x.length),
      ...{ otherAsset: round(runs[0]!.others), furthestApart: round(runs[0]!.apart) },
      ...{ node: process.version, turf },
    },
  };
}
