import type { Asset, AssetCounts, AssetQuery } from '../contracts/assets.ts';
import type { Kind } from '../contracts/kinds.ts';
import type { Transaction } from '../db/port.ts';
import { NOT_ARCHIVED } from './archived.ts';
import { boxRanges } from './cells.ts';

type Row = Omit<Asset, 'gifts' | 'buurt' | 'contact'> & {
  head: string[];
  heart: string[];
  hands: string[];
  buurtYear: number | null;
  buurtCode: string | null;
  buurtName: string | null;
  wijkName: string | null;
  gemeenteName: string | null;
  contact: Asset['contact'];
  sort: unknown;
  /** The sort value as exact text, for the cursor. */
  sorted: string;
};

/** Assets `found` by a query for their own columns, in their `order`, with all that belongs to them. */
const select = (found: string, { sort = 'a.updated_at', metres = 'null', direction = '' } = {}) => `
  with page as materialized (
    select a.id, a.kind, a.title, a.description, a.tags, a.head, a.heart, a.hands, a.wishes,
      a.opening_hours as "openingHours", a.wheelchair, a.accessibility, a.capacity, a.languages,
      a.web_link as "webLink", a.source, a.last_confirmed_at as "lastConfirmedAt",
      a.last_used_on as "lastUsedOn", a.last_used_for as "lastUsedFor", a.status, a.visibility,
      extensions.st_asgeojson(a.geometry, 7)::json as geometry,
      a.buurt_year as "buurtYear", a.buurt_code as "buurtCode", ${metres} as metres,
      a.version, a.created_at as "createdAt", a.updated_at as "updatedAt", ${sort} as sort
    from public.assets a ${found}
  )
  select a.*, b.name as "buurtName", w.name as "wijkName", g.name as "gemeenteName",
    case when c.asset_id is not null then json_build_object(
      'name', c.name, 'email', c.email, 'phone', c.phone, 'visibility', c.visibility) end as contact,
    (select coalesce(json_agg(json_build_object('id', p.id, 'alt', p.alt, 'width', p.width,
        'height', p.height) order by p.added_at, p.id), '[]')
      from public.asset_photos p where p.asset_id = a.id) as photos,
    case when a.kind = 'person' then private.consent_of(a.id) end as consent,
    my.mine, my.steward, my.editable, a.sort::text as sorted
  from page a
  join private.my_part(array(select id from page)) my using (id)
  left join public.neighbourhoods b on b.year = a."buurtYear" and b.code = a."buurtCode"
  left join public.neighbourhoods w on w.year = b.year and w.code = b.parent_code
  left join public.neighbourhoods g on g.year = b.year and g.code = b.gemeente_code
  left join public.asset_contacts c on c.asset_id = a.id
  order by a.sort ${direction}, a.id ${direction}`;

/** The row itself becomes the answer: copying fifty of them costs more than finding them. */
function toAsset(row: Row): Asset {
  const { head, heart, hands } = row;
  const asset = row as unknown as Asset & Partial<Row>;
  asset.gifts = row.kind === 'person' ? { head, heart, hands } : null;
  asset.buurt = row.buurtCode
    ? { code: row.buurtCode, name: row.buurtName, wijk: row.wijkName, gemeente: row.gemeenteName }
    : null;
  for (const column of OWN_COLUMNS) asset[column] = undefined; // left out of JSON
  return asset;
}

const OWN_COLUMNS = [
  ...(['head', 'heart', 'hands', 'buurtYear', 'buurtCode', 'buurtName'] as const),
  ...(['wijkName', 'gemeenteName', 'sort', 'sorted'] as const),
] as const satisfies (keyof Row)[];

export async function readAsset(tx: Transaction, id: string): Promise<Asset | null> {
  const [row] = await tx.query<Row>(select('where a.id = $1'), [id]);
  return row ? toAsset(row) : null;
}

/** By id, of those the visitor may see. */
export async function readAssets(tx: Transaction, ids: string[]): Promise<Map<string, Asset>> {
  const rows = await tx.query<Row>(select('where a.id = any ($1::uuid[])'), [ids]);
  return new Map(rows.map((row) => [row.id, toAsset(row)]));
}

export type AssetFilter = Omit<AssetQuery, 'limit' | 'cursor'>;

const pointAt = (lon: string, lat: string) =>
  `extensions.st_setsrid(extensions.st_point(${lon}::float8, ${lat}::float8), 4326)`;

/** The words of a question; signs between them ("koffie & thee") are no words. */
function wordsOf(question: string): string[] {
  const all = question.split(/\s+/).filter(Boolean);
  const spoken = all.filter((text) => /[\p{L}\p{N}]/u.test(text));
  return spoken.length > 0 ? spoken : all;
}

/** The conditions of a filter; row-level security adds what may be seen. */
function conditions(filter: AssetFilter, add: (value: unknown) => string): string[] {
  const where: string[] = [];
  if (filter.status) where.push(`a.status = ${add(filter.status)}::public.asset_status`);
  else where.push(NOT_ARCHIVED);
  if (filter.neighbourhood && filter.neighbourhood !== 'NL')
    where.push(
      `a.buurt_code = any ((select private.buurten_within(array[${add(filter.neighbourhood)}]))::text[])`,
    );
  if (filter.kind) where.push(`a.kind = any (${add(filter.kind)}::text[]::public.asset_kind[])`);
  if (filter.mine) where.push('a.id = any (array(select id from private.my_assets()))');
  for (const text of wordsOf(filter.q ?? '')) {
    const word = `private.folded(${add(text)})`;
    // What is public through the index; the rest, where somebody is signed in, row by row.
    where.push(
      `a.id in (
        select private.public_matches(${word})
        union all
        select own.id from public.assets own
        where (select auth.uid()) is not null and not own.is_public
          and private.word_matches(own.search_names, own.search_words, ${word}))`,
    );
  }
  if (filter.bbox) {
    const ranges = boxRanges(filter.bbox)
      .map(([from, to]) => `a.cell >= ${add(from)} and a.cell < ${add(to)}`)
      .join(' or ');
    const [west, south, east, north] = filter.bbox.map(add);
    const box = `extensions.st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`;
    where.push(`(${ranges} or a.is_area) and extensions.st_intersects(a.geometry, ${box})`);
  }
  return where;
}

/**
 * Assets that the visitor may see: newest change first, with `q` the title most like it first, with
 * `near` the nearest first; from after the sort values in `after`. Distances are metres on the
 * sphere (0.5 % of true), to an area's nearest edge.
 */
export async function listAssets(
  tx: Transaction,
  filter: AssetFilter,
  after: (string | number)[] | null,
  limit: number,
): Promise<{ items: Asset[]; next: [string, string] | null }> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = conditions(filter, add);
  let metres: string | undefined;
  let sort = 'a.updated_at';
  if (filter.near) {
    const point = pointAt(add(filter.near[0]), add(filter.near[1]));
    sort = `(a.geometry::extensions.geography operator(extensions.<->) ${point}::extensions.geography)`;
    metres = `round(${sort}::numeric, 1)`;
    where.push('a.geometry is not null');
  } else if (filter.q) {
    const words = `private.folded(${add(filter.q)})`;
    sort = `extensions.strict_word_similarity(${words}, private.folded(a.title))::float8`;
  }
  if (after) {
    const [value, id] = after.map(add);
    const type = filter.near || filter.q ? 'float8' : 'timestamptz';
    where.push(`(${sort}, a.id) ${filter.near ? '>' : '<'} (${value}::${type}, ${id}::uuid)`);
  }
  const direction = filter.near ? 'asc' : 'desc';
  // The page is found first; what belongs to it is looked up for those few only.
  const page = `where ${where.join(' and ')}
    order by ${sort} ${direction}, a.id ${direction} limit ${add(limit + 1)}`;
  const rows = await tx.query<Row>(select(page, { sort, metres, direction }), params);
  const last = rows[limit - 1];
  const next: [string, string] | null = rows.length > limit && last ? [last.sorted, last.id] : null;
  return { items: rows.slice(0, limit).map(toAsset), next };
}

/** How many assets of each kind the same filter finds. Persons are counted only for whom sees them. */
export async function countAssets(tx: Transaction, filter: AssetFilter): Promise<AssetCounts> {
  const params: unknown[] = [];
  const where = conditions(filter, (value) => `$${params.push(value)}`);
  const rows = await tx.query<{ kind: Kind; n: number }>(
    `select a.kind, count(*) as n from public.assets a where ${where.join(' and ')} group by a.kind`,
    params,
  );
  return {
    total: rows.reduce((sum, { n }) => sum + n, 0),
    kinds: Object.fromEntries(rows.map(({ kind, n }) => [kind, n])),
  };
}

const DUPLICATE_METRES = 100;
/** Trigram likeness (0 to 1) from which two names count as alike; pg_trgm's own default. */
const ALIKE = 0.3;

/** Assets with a like name within 100 m of a place, of those the visitor may see. */
export async function findDuplicates(
  tx: Transaction,
  title: string,
  geometry: unknown,
): Promise<{ id: string; kind: Kind; title: string; metres: number }[]> {
  const [centre] = await tx.query<{ lon: number; lat: number }>(
    `select extensions.st_x(p) as lon, extensions.st_y(p) as lat
     from extensions.st_pointonsurface(extensions.st_geomfromgeojson($1)) p`,
    [JSON.stringify(geometry)],
  );
  const { lon, lat } = centre!;
  // A degree of latitude is about 111 km; one of longitude, at 50 to 54 degrees north, 65 to 72 km.
  const box = [lon - 0.0016, lat - 0.0009, lon + 0.0016, lat + 0.0009];
  const params: unknown[] = [title, lon, lat];
  const ranges = boxRanges(box)
    .map(([from, to]) => `a.cell >= $${params.push(from)} and a.cell < $${params.push(to)}`)
    .join(' or ');
  return tx.query(
    `select * from (
       select a.id, a.kind, a.title, round(extensions.st_distance(a.geometry::extensions.geography,
         ${pointAt('$2', '$3')}::extensions.geography)::numeric, 1) as metres
       from public.assets a
       where (${ranges}) and ${NOT_ARCHIVED}
         and extensions.similarity(private.folded(a.title), private.folded($1)) >= ${ALIKE}
     ) near where metres <= ${DUPLICATE_METRES} order by metres limit 5`,
    params,
  );
}
