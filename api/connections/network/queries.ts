import type { ConnectionKind, ConnectionStatus } from '../../contracts/connection-kinds.ts';
import type { Kind } from '../../contracts/kinds.ts';
import type { WithoutMe } from '../../contracts/network-findings.ts';
import type { Transaction } from '../../db/port.ts';

export interface NodeRow {
  id: string;
  kind: Kind;
  title: string;
  buurt: string | null;
  wijk: string | null;
  /** Degrees; of a person the middle of the buurt. */
  lon: number;
  lat: number;
  canBeCalled: boolean;
}

export interface TieRow {
  id: string;
  from: string;
  to: string;
  kind: ConnectionKind;
  status: ConnectionStatus;
  strength: number;
  confirmed: number;
  since: string | null;
}

/** The network of an area on a day, as far as the visitor may see it. */
export interface AreaNetwork {
  asOf: string;
  withPersons: boolean;
  mayShowPersons: boolean;
  nodes: NodeRow[];
  /** In force between two of the nodes, and planned ones. */
  ties: TieRow[];
  crossing: number;
  reporters: number;
  /** Cards of people who are connectors. */
  connectors: Set<string>;
}

/** Null when there is no such area. Persons only where the visitor sees all people of the area, and wants them. */
export async function readNetwork(
  tx: Transaction,
  code: string,
  { on, persons = true }: { on?: string | undefined; persons?: boolean | undefined },
): Promise<AreaNetwork | null> {
  const [area] = await tx.query<{ exists: boolean; sees: boolean; day: string }>(
    `select exists (select from public.current_neighbourhoods where code = $1) as exists,
       private.sees_people_of($1) as sees, coalesce($2::date, current_date)::text as day`,
    [code, on ?? null],
  );
  if (!area!.exists) return null;
  const { sees, day } = area!;
  const withPersons = sees && persons;
  const rows = await tx.query<NodeRow & { wasAdded: boolean }>(
    `select a.id, a.kind, a.title, a.buurt_code as buurt, n.parent_code as wijk,
       extensions.st_x(p.at) as lon, extensions.st_y(p.at) as lat,
       exists (select from public.asset_contacts k where k.asset_id = a.id
         and coalesce(k.phone, k.email) is not null) as "canBeCalled",
       a.created_at < $3::date + 1 as "wasAdded"
     from public.assets a
     join public.neighbourhoods n on n.year = a.buurt_year and n.code = a.buurt_code
     cross join lateral (select extensions.st_pointonsurface(coalesce(a.geometry, n.geometry)) as at) p
     where a.buurt_code = any ((select private.buurten_within(array[$1]))::text[])
       and (a.kind <> 'person' or $2)
       and private.was_published(a.id, $3::date)
     order by a.id`,
    [code, withPersons, day],
  );
  const found = await tx.query<TieRow & { leaves: boolean }>(
    `select c.id, c.from_id as "from", c.to_id as "to", c.kind, o.status, c.strength,
       private.confirmed_sides(c.id) as confirmed, c.since::text as since,
       exists (select from public.assets a where a.id in (c.from_id, c.to_id)
         and a.buurt_code <> all ((select private.buurten_within(array[$3]))::text[])) as leaves
     from private.connections_on($2::date, $1::uuid[]) o join public.connections c on c.id = o.id
     where o.status in ('active', 'planned')
     order by c.id`,
    [rows.map(({ id }) => id), day, code],
  );
  const active = found.filter(({ status }) => status === 'active');
  // What was tied was there, also where it was told only later.
  const tied = new Set(active.flatMap(({ from, to }) => [from, to]));
  const nodes = rows
    .filter(({ id, wasAdded }) => wasAdded || tied.has(id))
    .map(({ wasAdded: _, ...node }): NodeRow => node);
  const ids = new Set(nodes.map(({ id }) => id));
  const ties = found
    .filter(({ from, to }) => ids.has(from) && ids.has(to))
    .map(({ leaves: _, ...tie }): TieRow => tie);
  const [told] = await tx.query<{ reporters: number }>(
    'select private.reporters_of($1::uuid[]) as reporters',
    [ties.filter(({ status }) => status === 'active').map(({ id }) => id)],
  );
  const cards = nodes.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  const connectors =
    cards.length === 0
      ? []
      : await tx.query<{ id: string }>(
          'select id from private.connectors_among($1::uuid[]) as id',
          [cards],
        );
  return {
    ...{ asOf: day, withPersons, mayShowPersons: sees, nodes, ties },
    crossing: active.filter(({ leaves }) => leaves).length,
    reporters: told!.reporters,
    connectors: new Set(connectors.map(({ id }) => id)),
  };
}

/** The asker's own card in an area, if there is one among these nodes, and what rests on them there. */
export async function readMine(
  tx: Transaction,
  code: string,
  { nodes }: AreaNetwork,
): Promise<{ card: string | null; rests: WithoutMe['rests'] }> {
  const cards = nodes.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  const [mine] = await tx.query<{ id: string }>(
    'select id from private.my_assets() where id = any ($1::uuid[]) order by id limit 1',
    [cards],
  );
  const [rests] = await tx.query<WithoutMe['rests']>('select * from private.rests_on_me($1)', [
    code,
  ]);
  return { card: mine?.id ?? null, rests: rests! };
}

export interface WeaveRow {
  id: string;
  /** Words of what it offers and asks for, each with its concepts. */
  offers: [word: string, concepts: string[]][];
  wishes: [word: string, concepts: string[]][];
  /** Introductions under way. */
  busy: number;
}

/**
 * What suggestions rest on, of the nodes of an area; and the pairs that were tried. Of introductions only who
 * sees its people is told.
 */
export async function readWeave(
  tx: Transaction,
  { nodes, mayShowPersons }: AreaNetwork,
): Promise<{ rows: Map<string, WeaveRow>; tried: [string, string][] }> {
  const ids = nodes.map(({ id }) => id);
  const words = (list: string) => `(select coalesce(json_agg(json_build_array(word,
      private.concepts_of(array[word])) order by n), '[]')
    from unnest(${list}) with ordinality as w (word, n))`;
  const rows = await tx.query<WeaveRow>(
    `select a.id, ${words(`case when a.kind = 'person' then a.head || a.heart || a.hands else a.tags end`)} as offers,
       ${words(`case when a.kind = 'person' then a.wishes else a.tags end`)} as wishes,
       ${
         mayShowPersons
           ? `(select count(*)::int from public.introductions i
               where a.id in (i.one_id, i.other_id) and i.stage not in ('no', 'connection'))`
           : '0'
       } as busy
     from public.assets a where a.id = any ($1::uuid[])`,
    [ids],
  );
  if (!mayShowPersons) return { rows: byId(rows), tried: [] };
  const tried = await tx.query<{ one: string; other: string }>(
    `select one_id as one, other_id as other from public.introductions
     where one_id = any ($1::uuid[]) and other_id = any ($1::uuid[])`,
    [ids],
  );
  return {
    rows: byId(rows),
    tried: tried.map(({ one, other }) => [one, other]),
  };
}

const byId = (rows: WeaveRow[]) => new Map(rows.map((row) => [row.id, row]));
