import type { AreaNetwork, NodeRow, readWeave, TieRow } from '../network/queries.ts';

/** A network as it leaves the house: never one person. */
export interface Leaving {
  nodes: LeavingNode[];
  ties: LeavingTie[];
}
export interface LeavingNode {
  id: string;
  label: string;
  /** A kind, or `gift` for people of a buurt who offer the same. */
  kind: string;
  buurt: string;
  lon: number | null;
  lat: number | null;
  /** How many people a merged node stands for; 1 for everything else. */
  people: number;
}
export interface LeavingTie {
  from: string;
  to: string;
  kind: string;
  strength: number;
  since: string | null;
  confirmed: number;
}

/** People under this number are not told, merged or not. */
const LEAST = 5;

/** The network without people (MEASURES D). */
export function withoutPeople({ nodes, ties }: AreaNetwork): Leaving {
  const places = nodes.filter(({ kind }) => kind !== 'person');
  const ids = new Set(places.map(({ id }) => id));
  return {
    nodes: places.map(asItIs),
    ties: ties
      .filter(({ from, to, status }) => status === 'active' && ids.has(from) && ids.has(to))
      .map(tieAsItIs),
  };
}

/**
 * The network with people merged: a node for each buurt and concept that five people or more there offer,
 * and a tie from it where five of them have one. Who offers several things counts in several.
 */
export function withPeopleMerged(
  area: AreaNetwork,
  { rows }: Awaited<ReturnType<typeof readWeave>>,
): Leaving {
  const groups = new Map<string, { buurt: string; gift: string; people: Set<string> }>();
  for (const { id, kind, buurt } of area.nodes) {
    if (kind !== 'person' || !buurt) continue;
    for (const gift of new Set(rows.get(id)?.offers.flatMap(([, concepts]) => concepts))) {
      const key = `${buurt} ${gift}`;
      const group = groups.get(key) ?? { buurt, gift, people: new Set<string>() };
      groups.set(key, group);
      group.people.add(id);
    }
  }
  const told = [...groups.entries()].filter(([, { people }]) => people.size >= LEAST);
  const groupsOf = new Map<string, string[]>();
  for (const [key, { people }] of told)
    for (const id of people) groupsOf.set(id, [...(groupsOf.get(id) ?? []), key]);
  const { nodes, ties } = withoutPeople(area);
  const ids = new Set(nodes.map(({ id }) => id));
  const endsOf = (id: string) => (ids.has(id) ? [id] : (groupsOf.get(id) ?? []));
  /** By pair of ends: the people of each side, for a tie of few is told no more than they are. */
  const merged = new Map<string, [end: string, people: Set<string>][]>();
  for (const tie of area.ties) {
    if (tie.status !== 'active' || (ids.has(tie.from) && ids.has(tie.to))) continue;
    for (const from of endsOf(tie.from))
      for (const to of endsOf(tie.to)) {
        if (from === to) continue;
        const key = [from, to].toSorted().join('\n');
        const sides = merged.get(key) ?? [
          [from, new Set()],
          [to, new Set()],
        ];
        merged.set(key, sides);
        for (const [end, people] of sides) people.add(end === from ? tie.from : tie.to);
      }
  }
  const tiesOfGroups = [...merged.values()].flatMap((sides): LeavingTie[] => {
    const counts = sides.filter(([end]) => !ids.has(end)).map(([, people]) => people.size);
    if (counts.some((people) => people < LEAST)) return [];
    const [from, to] = sides.map(([end]) => end).toSorted() as [string, string];
    return [{ from, to, kind: 'people', strength: Math.min(...counts), since: null, confirmed: 0 }];
  });
  return {
    nodes: [
      ...nodes,
      ...told.map(([id, { buurt, gift, people }]) => ({
        ...{ id, label: gift, kind: 'gift', buurt, lon: null, lat: null, people: people.size },
      })),
    ],
    ties: [...ties, ...tiesOfGroups],
  };
}

const asItIs = ({ id, kind, title, buurt, lon, lat }: NodeRow): LeavingNode => ({
  ...{ id, label: title, kind, buurt: buurt ?? '', lon, lat, people: 1 },
});
const tieAsItIs = ({ from, to, kind, strength, since, confirmed }: TieRow): LeavingTie => ({
  ...{ from, to, kind, strength, since, confirmed },
});
