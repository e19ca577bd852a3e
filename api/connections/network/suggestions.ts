import type { End } from '../../contracts/connections.ts';
import type { Suggestion } from '../../contracts/network.ts';
import { componentsOf } from '../engine/components.ts';
import { areTied } from '../engine/graph.ts';
import { pairKey, suggestionsOf, type Weavable } from '../engine/suggestions.ts';
import type { AreaNetwork, NodeRow, readWeave } from './queries.ts';
import { inMetres, shaped, type Shaped } from './shape.ts';

type Weave = Awaited<ReturnType<typeof readWeave>>;
const SHARED_SHOWN = 5;

/** Whom to introduce, best first, each with its reasons in words. */
export function suggest(area: AreaNetwork, weave: Weave, most: number): Suggestion[] {
  const network = shaped(area);
  const weavable = weavableOf(network, area, weave);
  return suggestionsOf(weavable, most).map((found) => {
    const [one, other] = [network.rows[found.a]!, network.rows[found.b]!];
    const arePlaces = one.kind !== 'person' && other.kind !== 'person';
    return {
      one: endOf(one),
      other: endOf(other),
      score: found.score,
      reasons: {
        sharedContacts: sharedBy(network, found.a, found.b).slice(0, SHARED_SHOWN),
        gifts: found.matches > 0 ? giftsFor(weave, one, other) : [],
        metres: arePlaces ? Math.round(found.metres) : null,
        sameBuurt: one.buurt === other.buurt,
        otherKind: found.otherKind,
        otherWijk: found.otherWijk,
        joinsIslands: found.joinsIslands,
        busy: found.busy,
      },
    };
  });
}

/** The engine's view of an area: concepts as numbers; planned ties and pairs that were tried are left out. */
export function weavableOf(network: Shaped, area: AreaNetwork, { rows, tried }: Weave): Weavable {
  const concepts = new Map<string, number>();
  const numbersOf = (words: [string, string[]][]) => {
    const all = new Set(words.flatMap(([, meant]) => meant));
    return Array.from(all, (concept) => {
      if (!concepts.has(concept)) concepts.set(concept, concepts.size);
      return concepts.get(concept)!;
    });
  };
  const of = (row: NodeRow) => rows.get(row.id) ?? { offers: [], wishes: [], busy: 0 };
  const pairs = [
    ...tried,
    ...area.ties
      .filter(({ status }) => status === 'planned')
      .map(({ from, to }): [string, string] => [from, to]),
  ];
  const { graph, kinds, wijken } = network;
  return {
    ...{ graph, kinds, wijken, ...inMetres(network.rows), component: componentsOf(graph).of },
    offers: network.rows.map((row) => numbersOf(of(row).offers)),
    wishes: network.rows.map((row) => numbersOf(of(row).wishes)),
    isPerson: network.rows.map(({ kind }) => Number(kind === 'person')),
    busy: network.rows.map((row) => of(row).busy),
    tried: new Set(
      pairs.map(([one, other]) =>
        pairKey(graph.nodes, network.numberOf.get(one)!, network.numberOf.get(other)!),
      ),
    ),
  };
}

export const endOf = ({ id, kind, title }: NodeRow): End => ({ id, kind, title });

function sharedBy({ graph, rows }: Shaped, a: number, b: number): End[] {
  const shared: End[] = [];
  for (let i = graph.offsets[a]!; i < graph.offsets[a + 1]!; i++)
    if (areTied(graph, graph.targets[i]!, b)) shared.push(endOf(rows[graph.targets[i]!]!));
  return shared;
}

/** What one offers and the other asks for, as they wrote it: each wish once. */
function giftsFor({ rows }: Weave, one: NodeRow, other: NodeRow) {
  const found: Suggestion['reasons']['gifts'] = [];
  for (const [giver, asker] of [
    [one, other],
    [other, one],
  ] as const)
    for (const [wish, wanted] of rows.get(asker.id)?.wishes ?? []) {
      const gift = rows
        .get(giver.id)
        ?.offers.find(([, offered]) => offered.some((concept) => wanted.includes(concept)));
      if (gift) found.push({ by: giver.id, gift: gift[0], wish });
    }
  return found;
}
