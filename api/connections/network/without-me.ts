import type { WithoutMe } from '../../contracts/network-findings.ts';
import { pairsLost } from '../engine/components.ts';
import { degreesOf, inducedBy } from '../engine/graph.ts';
import { outlookOf } from '../engine/what-if.ts';
import type { AreaNetwork, readMine } from './queries.ts';
import { shaped } from './shape.ts';
import { endOf } from './suggestions.ts';
import { inWords } from './what-if.ts';

/** What would break if the asker stopped: the network without their own card, and what only they hold. */
export function withoutMe(
  code: string,
  area: AreaNetwork,
  { card, rests }: Awaited<ReturnType<typeof readMine>>,
): WithoutMe {
  const network = shaped(area);
  const { graph, rows, neighbourhoods } = network;
  const now = inWords(outlookOf(graph, neighbourhoods));
  const me = card === null ? undefined : network.numberOf.get(card);
  const found = { code, asOf: area.asOf, now, rests };
  if (me === undefined)
    return { ...found, then: null, leftAlone: [], pairsLost: null, pairsLostShare: null };
  const { graph: rest, was } = inducedBy(
    graph,
    rows.map((_, v) => Number(v !== me)),
  );
  const [before, after] = [degreesOf(graph), degreesOf(rest)];
  const others = Array.from(was, (v) => neighbourhoods[v]!);
  const lost = pairsLost(graph)[me]!;
  const then = outlookOf(rest, others);
  // Of the pairs among the others, those that reach each other while I am there.
  const n = rest.nodes;
  const apart = then.fragmentation ?? 1;
  const still = (n * (n - 1) * (1 - apart)) / 2;
  return {
    ...found,
    then: inWords(then),
    leftAlone: Array.from(was).flatMap((v, at) =>
      after[at] === 0 && before[v]! > 0 ? [endOf(rows[v]!)] : [],
    ),
    pairsLost: lost,
    pairsLostShare: still + lost > 0 ? lost / (still + lost) : null,
  };
}
