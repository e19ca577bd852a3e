import type { PlacedKind } from '../contracts/coverage-words.ts';
import type { Level } from '../contracts/neighbourhoods.ts';
import type { Transaction } from '../db/port.ts';

export interface AreaRow {
  code: string;
  level: Level;
  name: string | null;
  parent: string | null;
}

export interface CellRow {
  year: number;
  /** Metres (EPSG:28992), the middle of the cell. */
  x: number;
  y: number;
  inhabitants: number;
  dwellings: number | null;
  buurt: string;
  spread: boolean;
  source: string;
}

/** The gemeente that an area lies in; null when there is no such area. */
export async function readGemeente(tx: Transaction, code: string): Promise<string | null> {
  const [row] = await tx.query<{ gemeente: string }>(
    'select gemeente_code as gemeente from public.current_neighbourhoods where code = $1',
    [code],
  );
  return row?.gemeente ?? null;
}

/** A gemeente with all in it, and who lives where in a year, by buurt; `few`: where that is not told. */
export async function readGround(
  tx: Transaction,
  gemeente: string,
  year: number | undefined,
): Promise<{ areas: AreaRow[]; cells: CellRow[]; few: string[]; years: number[] }> {
  const areas = await tx.query<AreaRow>(
    `select code, level, name, parent_code as parent from public.current_neighbourhoods
     where gemeente_code = $1 order by code`,
    [gemeente],
  );
  const rows = await tx.query<CellRow | (CellRow & { inhabitants: null })>(
    `select year, x, y, inhabitants, dwellings, buurt, spread, source
     from private.lived_within($1, $2::smallint) order by buurt, y, x`,
    [gemeente, year ?? null],
  );
  const years = await tx.query<{ year: number }>('select private.population_years($1) as year', [
    gemeente,
  ]);
  return {
    ...{ areas, years: years.map((row) => row.year) },
    cells: rows.filter((row): row is CellRow => row.inhabitants !== null),
    few: rows.filter(({ inhabitants }) => inhabitants === null).map(({ buurt }) => buurt),
  };
}

export interface PlaceRow {
  id: string;
  kind: PlacedKind;
  x: number;
  y: number;
  capacity: number | null;
  buurt: string | null;
  confirmedOn: string | null;
  /** Morton code at zoom 12. */
  tile: number;
}

/** What everyone may go to, of a day and in these tiles, as they are named. */
export const readPlaces = (
  tx: Transaction,
  { day, tiles }: { day?: string | undefined; tiles?: number[] } = {},
): AsyncIterable<PlaceRow[]> =>
  tx.batches<PlaceRow>(
    `select id, kind, x, y, capacity, buurt, confirmed_on::text as "confirmedOn", tile
     from private.public_places(coalesce($1::date, current_date), $2::bigint[])`,
    [day ?? null, tiles ?? null],
    10_000,
  );

export interface Counted {
  n: number | null;
  atLeast: boolean;
}

/** What people did in an area, as counts nobody can undo. */
export interface People {
  cards: Counted;
  conversations: Counted;
  reporters: Counted;
  members: Counted;
  looks: { seen: number; byOne: number; byTwo: number } | null;
}

type PeopleRow = {
  code: string;
  cards: number | null;
  cardsAtLeast: boolean;
  conversations: number | null;
  conversationsAtLeast: boolean;
  reporters: number | null;
  reportersAtLeast: boolean;
  members: number | null;
  membersAtLeast: boolean;
  seen: number | null;
  byOne: number | null;
  byTwo: number | null;
};

/** By the code of every area of a gemeente. */
export async function readPeople(tx: Transaction, gemeente: string): Promise<Map<string, People>> {
  const rows = await tx.query<PeopleRow>(
    `select g.code, g.cards, g.at_least as "cardsAtLeast",
       e.conversations, e.conversations_at_least as "conversationsAtLeast",
       e.reporters, e.reporters_at_least as "reportersAtLeast",
       e.members, e.members_at_least as "membersAtLeast",
       e.seen, e.by_one as "byOne", e.by_two as "byTwo"
     from private.gift_counts($1) g
     join private.effort_counts($1) e on e.code = g.code`,
    [gemeente],
  );
  return new Map(
    rows.map((row) => [
      row.code,
      {
        cards: { n: row.cards, atLeast: row.cardsAtLeast },
        conversations: { n: row.conversations, atLeast: row.conversationsAtLeast },
        reporters: { n: row.reporters, atLeast: row.reportersAtLeast },
        members: { n: row.members, atLeast: row.membersAtLeast },
        looks: row.seen === null ? null : { seen: row.seen, byOne: row.byOne!, byTwo: row.byTwo! },
      },
    ]),
  );
}

/** When the next consent in a gemeente runs out, in milliseconds; null where none holds. */
export async function readConsentEnds(tx: Transaction, gemeente: string): Promise<number | null> {
  const [row] = await tx.query<{ ends: string | null }>(
    'select private.consent_ends_at($1) as ends',
    [gemeente],
  );
  return row?.ends ? Date.parse(row.ends) : null;
}

/** Was the border of an area another on a day, as far as is known? */
export async function readBoundaryChanged(
  tx: Transaction,
  codes: string[],
  day: string,
): Promise<Set<string>> {
  const rows = await tx.query<{ code: string }>(
    `with then_year as (
       select n.code, n.year, (
         select max(o.year) from public.neighbourhoods o
         where o.gemeente_code = n.gemeente_code and o.level = 'gemeente'
           and o.year <= extract(year from $2::date)) as was
       from public.current_neighbourhoods n where n.code = any ($1::text[])
     )
     select t.code from then_year t
     where t.was < t.year and not exists (
       select from public.neighbourhood_crosswalks w
       where (w.from_year, w.from_code, w.to_year, w.to_code) = (t.was, t.code, t.year, t.code)
         and w.share > 0.99
         and exists (select from public.neighbourhood_crosswalks back
           where (back.from_year, back.from_code, back.to_year, back.to_code) = (t.year, t.code, t.was, t.code)
             and back.share > 0.99))
       and not exists (
         select from public.neighbourhoods a, public.neighbourhoods b
         where (a.year, a.code) = (t.was, t.code) and (b.year, b.code) = (t.year, t.code)
           and extensions.st_equals(a.geometry, b.geometry))`,
    [codes, day],
  );
  return new Set(rows.map(({ code }) => code));
}

/** Where these points (longitude, latitude) lie: metres (EPSG:28992), and the buurt, with whether it is water. */
export const placeOnGrid = (
  tx: Transaction,
  points: [number, number][],
): Promise<{ x: number; y: number; buurt: string | null; water: boolean | null }[]> =>
  tx.query(
    `select extensions.st_x(flat) as x, extensions.st_y(flat) as y, b.code as buurt, n.water
     from unnest($1::float8[], $2::float8[]) with ordinality as p (lon, lat, n_th)
     cross join lateral extensions.st_setsrid(extensions.st_point(lon, lat), 4326) as point
     cross join lateral extensions.st_transform(point, 28992) as flat
     left join lateral private.buurt_at(point) b on true
     left join public.neighbourhoods n on (n.year, n.code) = (b.year, b.code)
     order by n_th`,
    [points.map(([lon]) => lon), points.map(([, lat]) => lat)],
  );

/** Longitude, latitude of points in metres (EPSG:28992). */
export async function degreesOf(
  tx: Transaction,
  points: { x: number; y: number }[],
): Promise<[number, number][]> {
  const rows = await tx.query<{ lon: number; lat: number }>(
    `select round(extensions.st_x(p)::numeric, 6)::float8 as lon,
       round(extensions.st_y(p)::numeric, 6)::float8 as lat
     from unnest($1::float8[], $2::float8[]) with ordinality as u (x, y, n_th)
     cross join lateral extensions.st_transform(extensions.st_setsrid(
       extensions.st_point(x, y), 28992), 4326) as p
     order by n_th`,
    [points.map(({ x }) => x), points.map(({ y }) => y)],
  );
  return rows.map(({ lon, lat }) => [lon, lat]);
}

/** The corners (longitude, latitude) of the cells of 100 m in which these points (metres, EPSG:28992) lie. */
export async function cornersOf(
  tx: Transaction,
  points: { x: number; y: number }[],
): Promise<[number, number][][]> {
  const rows = await tx.query<{ corners: number[] }>(
    `select to_json(private.cell_corners(floor(x / 100)::int, floor(y / 100)::int)) as corners
     from unnest($1::float8[], $2::float8[]) with ordinality as u (x, y, n_th) order by n_th`,
    [points.map(({ x }) => x), points.map(({ y }) => y)],
  );
  return rows.map(({ corners }) => [0, 2, 4, 6].map((at) => [corners[at]!, corners[at + 1]!]));
}

/** Names of assets, as the asker may see them. */
export async function readTitles(tx: Transaction, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; title: string }>(
    'select id, title from public.assets where id = any ($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Outlines as GeoJSON text, by code: within some five metres, so that neighbours meet. */
export async function readOutlines(tx: Transaction, codes: string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ code: string; outline: string }>(
    `select code, extensions.st_asgeojson(extensions.st_multi(
       extensions.st_simplifypreservetopology(geometry, 0.00005)), 5) as outline
     from public.current_neighbourhoods where code = any ($1::text[])`,
    [codes],
  );
  return new Map(rows.map(({ code, outline }) => [code, outline]));
}
