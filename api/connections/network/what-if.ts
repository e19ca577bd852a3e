import type { Outlook, WhatIf } from '../../contracts/network.ts';
import { Problem } from '../../http/problem.ts';
import { pairKey, type Weavable } from '../engine/suggestions.ts';
import { bestJoinings, outlookOf, withTies, type Outlook as Reckoned } from '../engine/what-if.ts';
import type { AreaNetwork } from './queries.ts';
import { shaped, type Shaped } from './shape.ts';
import { endOf } from './suggestions.ts';

const BEST = 3;

/**
 * The network of an area now, and with planned ties. Throws Problem 400 naming each end that is not among
 * its nodes, or may not be seen: the two are one.
 */
export function whatIf(
  code: string,
  area: AreaNetwork,
  ties: { from: string; to: string }[],
  weavable: Weavable | null,
): WhatIf {
  const network = shaped(area);
  const { graph, neighbourhoods } = network;
  const now = inWords(outlookOf(graph, neighbourhoods));
  return {
    ...{ code, asOf: area.asOf, withPersons: area.withPersons, now },
    then: inWords(outlookOf(withTies(graph, numbered(network, ties)), neighbourhoods)),
    best: weavable ? best(network, weavable, area.connectors) : [],
  };
}

function numbered({ numberOf }: Shaped, ties: { from: string; to: string }[]): [number, number][] {
  const faults = ties.flatMap((tie, n) =>
    (['from', 'to'] as const)
      .filter((side) => !numberOf.has(tie[side].toLowerCase()))
      .map((side) => ({ at: `ties.${n}.${side}`, says: 'is nothing here that you may see' })),
  );
  if (faults.length > 0)
    throw new Problem(400, faults.map(({ at, says }) => `${at}: ${says}`).join('; '), faults);
  return ties.map(({ from, to }) => [
    numberOf.get(from.toLowerCase())!,
    numberOf.get(to.toLowerCase())!,
  ]);
}

/** Of those who would join most, pairs that are near and were not tried; not through connectors, who are busy. */
function best(
  network: Shaped,
  { x, y, tried }: Weavable,
  connectors: ReadonlySet<string>,
): WhatIf['best'] {
  const { graph, rows, neighbourhoods } = network;
  const isConnector = rows.map(({ id }) => connectors.has(id));
  const near = (a: number, b: number) =>
    isConnector[a] || isConnector[b] || tried.has(pairKey(graph.nodes, a, b))
      ? -Infinity
      : -((x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2);
  const chosen = bestJoinings(graph, BEST, near);
  return chosen.map(({ a, b, joins }, n) => ({
    ...{ one: endOf(rows[a]!), other: endOf(rows[b]!), joins },
    then: inWords(
      outlookOf(
        withTies(
          graph,
          chosen.slice(0, n + 1).map((pair) => [pair.a, pair.b]),
        ),
        neighbourhoods,
      ),
    ),
  }));
}

/** In words of the contract. */
export const inWords = ({ components, ...outlook }: Reckoned): Outlook => ({
  ...outlook,
  islands: components - outlook.isolates,
});
