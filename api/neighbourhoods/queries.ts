import type { Activity, Neighbourhood, Level } from '../contracts/neighbourhoods.ts';
import type { Transaction } from '../db/port.ts';

type Row = {
  code: string;
  year: number;
  level: Level;
  name: string | null;
  gemeente_code: string;
  gemeente_name: string | null;
  wijk_code: string | null;
  wijk_name: string | null;
  water: boolean;
  box: string;
  source: string;
};

// The box is of the outline: close enough to frame a map, and far quicker than the whole geometry.
const SELECT = `
  select n.code, n.year, n.level, n.name, n.water, n.source,
    n.gemeente_code, g.name as gemeente_name,
    case n.level when 'buurt' then n.parent_code end as wijk_code, w.name as wijk_name,
    extensions.box2d(n.outline)::text as box
  from public.neighbourhoods n
  left join public.neighbourhoods g on g.year = n.year and g.code = n.gemeente_code
  left join public.neighbourhoods w on n.level = 'buurt' and w.year = n.year and w.code = n.parent_code`;

const CURRENT = `exists (select from public.current_years c
  where c.gemeente_code = n.gemeente_code and c.year = n.year)`;

function toNeighbourhood(row: Row): Neighbourhood {
  const [west, south, east, north] = row.box.match(/-?[\d.]+(?:e-?\d+)?/g)!.map(Number);
  return {
    code: row.code,
    year: row.year,
    level: row.level,
    name: row.name,
    gemeente: { code: row.gemeente_code, name: row.gemeente_name },
    wijk: row.wijk_code ? { code: row.wijk_code, name: row.wijk_name } : null,
    water: row.water,
    bbox: [west!, south!, east!, north!],
    source: row.source,
  };
}

export interface NeighbourhoodFilter {
  level?: Level | undefined;
  within?: string | undefined;
  at?: [number, number] | undefined;
  q?: string | undefined;
  year?: number | undefined;
}

/** Areas in order of level and code, from after `[level, code]`. */
export async function listNeighbourhoods(
  tx: Transaction,
  filter: NeighbourhoodFilter,
  after: (string | number)[] | null,
  limit: number,
): Promise<Neighbourhood[]> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = [filter.year === undefined ? CURRENT : `n.year = ${add(filter.year)}`];
  if (filter.level) where.push(`n.level = ${add(filter.level)}::public.neighbourhood_level`);
  if (filter.within && filter.within !== 'NL') {
    const within = add(filter.within);
    where.push(
      `(n.parent_code = ${within} or n.gemeente_code = ${within}) and n.code <> ${within}`,
    );
  }
  if (filter.q) {
    const like = filter.q.replace(/[\\%_]/g, '\\$&');
    where.push(`private.folded(n.name) like '%' || private.folded(${add(like)}) || '%'`);
  }
  if (filter.at) {
    const point = `extensions.st_setsrid(extensions.st_point(${add(filter.at[0])}::float8, ${add(filter.at[1])}::float8), 4326)`;
    where.push(`extensions.st_covers(n.geometry, ${point})`);
  }
  if (after)
    where.push(
      `(n.level, n.code) > (${add(after[0])}::public.neighbourhood_level, ${add(after[1])})`,
    );
  const rows = await tx.query<Row>(
    `${SELECT} where ${where.join(' and ')} order by n.level, n.code limit ${add(limit)}`,
    params,
  );
  return rows.map(toNeighbourhood);
}

export async function readNeighbourhood(
  tx: Transaction,
  code: string,
): Promise<Neighbourhood | null> {
  const [row] = await tx.query<Row>(`${SELECT} where n.code = $1 and ${CURRENT}`, [code]);
  return row ? toNeighbourhood(row) : null;
}

/** GeoJSON text of the area, longitude first, to six decimals (a decimetre). */
export async function readGeometry(tx: Transaction, code: string): Promise<string | null> {
  const [row] = await tx.query<{ geojson: string }>(
    `select extensions.st_asgeojson(n.geometry, 6) as geojson
     from public.neighbourhoods n where n.code = $1 and ${CURRENT}`,
    [code],
  );
  return row?.geojson ?? null;
}

/** West, south, east, north of all current gemeenten; null when there are none. */
export async function readExtent(
  tx: Transaction,
): Promise<[number, number, number, number] | null> {
  const [row] = await tx.query<{ box: string | null }>(
    `select extensions.st_extent(n.outline)::text as box
     from public.neighbourhoods n where n.level = 'gemeente' and ${CURRENT}`,
  );
  if (!row?.box) return null;
  return row.box.match(/-?[\d.]+(?:e-?\d+)?/g)!.map(Number) as [number, number, number, number];
}

/**
 * What happens in an area. Counts what is public for whoever asks: two who look at the same wijk see
 * the same. Null when there is no such area.
 */
export async function readActivity(tx: Transaction, code: string): Promise<Activity | null> {
  if (!(await readNeighbourhood(tx, code))) return null;
  const here = `public.assets a where a.is_public
    and a.buurt_code = any ((select private.buurten_within(array[$1]))::text[])`;
  const [counts] = await tx.query<Omit<Activity, 'code' | 'recent' | 'connectors'>>(
    `select coalesce(sum(n), 0)::int as assets, coalesce(json_object_agg(kind, n), '{}') as kinds,
       coalesce(sum(confirmed), 0)::int as confirmed, max(last)::date::text as "lastOn"
     from (
       select a.kind, count(*)::int as n,
         count(*) filter (where a.last_confirmed_at > now() - interval '12 months')::int as confirmed,
         max(greatest(a.updated_at, a.last_confirmed_at)) as last
       from ${here} group by a.kind
     ) by_kind`,
    [code],
  );
  // Imported and example assets were added by nobody in particular on the same day: what people did
  // since comes first by itself.
  const recent = await tx.query<Activity['recent'][number]>(
    `select a.id, a.kind, a.title,
       case when a.last_confirmed_at > a.updated_at then 'confirmed'
         when a.version > 1 then 'changed' else 'added' end as what,
       greatest(a.updated_at, a.last_confirmed_at)::date::text as on
     from ${here}
     order by greatest(a.updated_at, a.last_confirmed_at) desc, a.id limit 3`,
    [code],
  );
  const [connectors] = await tx.query<Activity['connectors']>(
    'select total, cards from private.connectors_of($1)',
    [code],
  );
  return { code, ...counts!, recent, connectors: connectors! };
}

/** Null when there is no such area. */
export async function readGiftCounts(tx: Transaction, code: string) {
  const areas = await tx.query<{
    code: string;
    level: Level;
    cards: number | null;
    atLeast: boolean;
  }>('select code, level, cards, at_least as "atLeast" from private.gift_counts($1)', [code]);
  if (areas.length === 0) return null;
  const gifts = await tx.query<{ gift: string; cards: number }>(
    'select gift, cards from private.gift_words($1)',
    [code],
  );
  const whole = areas.find((area) => area.code === code);
  return { code, cards: whole?.cards ?? null, atLeast: whole?.atLeast ?? true, areas, gifts };
}
