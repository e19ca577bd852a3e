import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { migrate } from '../../api/db/migrate.ts';
import { openPostgres } from '../../api/db/postgres.ts';
import { importNeighbourhoods } from '../../api/neighbourhoods/import/import.ts';
import { median, round, RUNS, serverVersions, withDatabase, type Finding } from './measure.ts';

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const MOST = 3;
const MOST_MEGABYTES = 300;
const program = promisify(execFile);

/** Places spread evenly over the buurten, in no order, as a file of some other register is. */
const FILE = `
  select gen_random_uuid() as id,
    (array['association', 'institution', 'place', 'exchange', 'story'])[1 + number % 5] as kind,
    'Krachtbron ' || number || ' in ' || code as title,
    'Een plek waar mensen elkaar ontmoeten, koffie drinken en iets maken; nummer ' || number as description,
    round(extensions.st_x(place)::numeric, 7) as lon, round(extensions.st_y(place)::numeric, 7) as lat,
    'koffie|buurt|groen' as tags, number % 200 as capacity
  from (
    select code, part.geom as place, row_number() over (order by md5(code || part.path::text)) as number
    from public.current_neighbourhoods
    cross join lateral extensions.st_dump(extensions.st_generatepoints(geometry,
      (select ceil(${ROWS}::float8 / count(*))::int from public.current_neighbourhoods where level = 'buurt'), 42)) part
    where level = 'buurt'
  ) places where number <= ${ROWS}`;

/** All that COPY may write, less what the join finds out. */
const COLUMNS = `
  select string_agg(quote_ident(attname), ', ' order by attnum) as columns
  from pg_attribute where attrelid = 'public.assets'::regclass and attnum > 0 and not attisdropped
    and attname not in ('buurt_code', 'buurt_year')`;

// The buurt of each row under the border rule of the product: the lowest code.
const PER_BUURT = {
  ours: 'select buurt_code as code, count(*)::int as n from public.assets where buurt_code is not null group by 1 order by 1',
  bare: 'select code, count(*)::int as n from (select id, min(code) as code from bare_places group by id) b group by 1 order by 1',
};

/**
 * Import of BENCH_ROWS assets over the buurten of BENCH_AREAS (GeoJSON), against a bare COPY of the
 * same rows into a table with the same indexes and one join on ST_Covers.
 */
export async function run(): Promise<Finding[]> {
  const areas = process.env.BENCH_AREAS;
  if (!areas) throw new Error('This benchmark needs BENCH_AREAS, a GeoJSON file of buurten.');
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-'));
  try {
    return await withDatabase((url) => measure(url, areas, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, areas: string, folder: string): Promise<Finding[]> {
  const database = await openPostgres(url);
  await migrate(database);
  await importNeighbourhoods(database, areas);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const [csv, rows] = [join(folder, 'assets.csv'), join(folder, 'rows.txt')];
  await sql.unsafe('vacuum analyze');
  const copyOut = async (text: string, file: string) =>
    pipeline(await sql.unsafe(text).readable(), createWriteStream(file));
  await copyOut(`copy (${FILE}) to stdout (format csv, header)`, csv);

  const ours: number[] = [];
  const bare: number[] = [];
  const peaks: number[] = [];
  for (let i = 0; i < RUNS; i += 1) {
    await sql.unsafe('truncate public.assets cascade; checkpoint');
    let from = performance.now();
    const once = await program(process.execPath, [
      // As `npm run import` does: on a busy machine the heap would else grow because it may.
      ...['--max-old-space-size=200', '--import', 'tsx', 'test/bench/import-once.ts', url, csv],
    ]);
    ours.push(performance.now() - from);
    const report = JSON.parse(once.stdout) as { written: number; peakMegabytes: number };
    if (report.written !== ROWS) throw new Error(`the import left rows out: ${once.stdout}`);
    peaks.push(report.peakMegabytes);

    const [{ columns }] = await sql.unsafe<[{ columns: string }]>(COLUMNS);
    // In no order, as the file is: our side has sorted them.
    if (i === 0)
      await copyOut(
        `copy (select ${columns} from public.assets order by md5(id::text)) to stdout`,
        rows,
      );
    await sql.unsafe('create table bare (like public.assets including indexes); checkpoint');
    from = performance.now();
    await database.asOwner((tx) => tx.copyIn(`bare (${columns})`, createReadStream(rows, 'utf8')));
    await sql.unsafe(`create table bare_places as
      select a.id, n.code from bare a join public.neighbourhoods n
      on n.level = 'buurt' and extensions.st_covers(n.geometry, a.geometry)`);
    bare.push(performance.now() - from);

    const counts = await Promise.all(Object.values(PER_BUURT).map((text) => sql.unsafe(text)));
    if (JSON.stringify(counts[0]) !== JSON.stringify(counts[1]))
      throw new Error('the two sides put assets in different buurten');
    await sql.unsafe('drop table bare, bare_places');
  }
  await database.close();
  await sql.end();

  const seconds = (times: number[]) => times.map((time) => round(time / 1000));
  const ratio = round(median(ours) / median(bare));
  const peak = Math.ceil(Math.max(...peaks));
  const details = {
    rows: ROWS,
    medians: { import: round(median(ours) / 1000), bare: round(median(bare) / 1000) },
    seconds: { import: seconds(ours), bare: seconds(bare) },
    versions: await serverVersions(url),
  };
  return [
    {
      what: 'import of assets, buurt assignment included, against COPY and a join',
      mustHold: `<= ${MOST}`,
      ratio,
      holds: ratio <= MOST,
      details,
    },
    {
      what: 'peak memory of the importer in megabytes',
      mustHold: `<= ${MOST_MEGABYTES}`,
      ratio: peak,
      holds: peak <= MOST_MEGABYTES,
      details: { rows: ROWS, runs: RUNS },
    },
  ];
}
