import postgres, { type Sql } from 'postgres';
import { DETOUR } from '../../api/coverage/engine/places.ts';
import { capacitiesOf, KINDS, type Land } from './coverage-input.ts';
import { WITHIN } from './coverage-ours.ts';

const ROWS_AT_ONCE = 50_000;

/** One worker that compiles nothing and has room for its sorts. */
const SETTINGS = {
  // As words: the driver leaves out what is 0 or false.
  ...{ max_parallel_workers_per_gather: '0', jit: 'off' },
  ...{ work_mem: '512MB', maintenance_work_mem: '512MB' },
  search_path: 'public, extensions',
};

export async function openPostgis(url: string): Promise<Sql> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: SETTINGS });
  await sql`create schema if not exists extensions`;
  await sql`create extension if not exists postgis schema extensions`;
  return sql;
}

async function writePoints(
  sql: Sql,
  table: string,
  rows: { owner: number[]; amount: Float64Array; x: Float64Array; y: Float64Array },
): Promise<void> {
  for (let from = 0; from < rows.x.length; from += ROWS_AT_ONCE) {
    const part = (numbers: ArrayLike<number>) =>
      Array.from(numbers).slice(from, from + ROWS_AT_ONCE);
    await sql.unsafe(
      `insert into ${table}
       select $1 + n, owner, amount, st_setsrid(st_point(x, y), 28992)
       from unnest($2::int[], $3::float8[], $4::float8[], $5::float8[])
         with ordinality as given (owner, amount, x, y, n)`,
      [from - 1, part(rows.owner), part(rows.amount), part(rows.x), part(rows.y)] as never[],
    );
  }
}

/** Cells by the number of their group, assets by kind with an index for each. */
export async function writeLand(sql: Sql, land: Land): Promise<void> {
  const { cells, kinds } = land;
  await sql.unsafe(`drop table if exists cells, assets;
    create table cells (id int not null, buurt int not null, inhabitants float8 not null,
      place geometry(Point, 28992) not null);
    create table assets (id int not null, kind int not null, capacity float8 not null,
      place geometry(Point, 28992) not null)`);
  const owner = [...cells.groups].flatMap((from, n) =>
    Array<number>((cells.groups[n + 1] ?? from) - from).fill(n),
  );
  await writePoints(sql, 'cells', { owner, amount: cells.inhabitants, x: cells.x, y: cells.y });
  for (const [kind, points] of kinds.entries())
    await writePoints(sql, 'assets', {
      owner: Array<number>(points.x.length).fill(kind),
      amount: capacitiesOf(points),
      ...points,
    });
  for (let kind = 0; kind < KINDS; kind += 1)
    await sql.unsafe(`create index on assets using gist (place) where kind = ${kind}`);
  await sql.unsafe('create index on cells using gist (place)');
  await sql.unsafe('vacuum analyze cells');
  await sql.unsafe('vacuum analyze assets');
}

const everyKind = (text: (kind: number) => string, between: string): string =>
  Array.from({ length: KINDS }, (_, kind) => text(kind)).join(between);

/** Of each buurt: its number, and for each kind the share of people within reach and their mean distance. */
const COVERAGE = `
  select buurt, ${everyKind(
    (kind) => `
      sum(inhabitants) filter (where m${kind} <= ${WITHIN}) / sum(inhabitants),
      sum(inhabitants * m${kind}) / sum(inhabitants)`,
    ',',
  )}
  from (
    select c.buurt, c.inhabitants, ${everyKind((kind) => `n${kind}.straight * ${DETOUR}::float8 as m${kind}`, ',')}
    from cells c ${everyKind(
      (kind) => `
        cross join lateral (
          select a.place <-> c.place as straight from assets a where a.kind = ${kind}
          order by a.place <-> c.place limit 1) n${kind}`,
      '',
    )}
    where c.buurt % $1 = 0
  ) walked
  group by buurt order by buurt`;

/** Access of every cell to places of a kind; the pairs are looked for once, sixty times quicker than in each step. */
const TWO_STEPS = `
  with pairs as materialized (
    select c.id as cell, a.id as asset, c.inhabitants, a.capacity
    from assets a join cells c on st_dwithin(c.place, a.place, $1::float8) where a.kind = $2
  ), supply as (
    select asset, max(capacity) / sum(inhabitants) as ratio from pairs group by asset
  ), given as (
    select cell, sum(ratio) as access from pairs join supply using (asset) group by cell
  )
  select c.id, coalesce(g.access, 0) as access
  from cells c left join given g on g.cell = c.id order by c.id`;

export interface Asked {
  seconds: number;
  rows: number[][];
}

async function asked(sql: Sql, text: string, parameters: number[]): Promise<Asked> {
  const from = performance.now();
  const rows = (await sql.unsafe(text, parameters).values()) as unknown as number[][];
  return { seconds: (performance.now() - from) / 1000, rows };
}

/** The figures of every buurt, or of one in so many. */
export const coverageInSql = (sql: Sql, oneIn = 1): Promise<Asked> => asked(sql, COVERAGE, [oneIn]);

export const accessInSql = (sql: Sql, kind: number): Promise<Asked> =>
  asked(sql, TWO_STEPS, [WITHIN / DETOUR, kind]);

export async function settingsOf(sql: Sql): Promise<Record<string, string>> {
  const rows = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from pg_settings
    where name in ('jit', 'max_parallel_workers_per_gather', 'work_mem', 'shared_buffers')`;
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
