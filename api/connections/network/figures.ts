import type {
  Broker,
  Network as Answer,
  NetworkFigures,
  NetworkGraph,
} from '../../contracts/network.ts';
import { turnover } from '../engine/turnover.ts';
import { isTooLarge, normalised, type Figures, type Profile } from '../engine/profile.ts';
import type { AreaNetwork } from './queries.ts';
import { profileAside } from './aside.ts';
import { shaped, without, type Shaped } from './shape.ts';

const BROKERS = 10;

/** All figures of the network of an area, in words of the contract. */
export async function figuresOf(
  code: string,
  area: AreaNetwork,
  before: AreaNetwork | null = null,
): Promise<Answer> {
  const network = shaped(area);
  const profile = await profileAside(network);
  const active = area.ties.filter(({ status }) => status === 'active');
  const apart =
    area.connectors.size > 0 ? await profileAside(without(network, area.connectors)) : null;
  return {
    code,
    ...{ asOf: area.asOf, withPersons: area.withPersons, mayShowPersons: area.mayShowPersons },
    ...inWords(profile.figures),
    ...{ crossing: area.crossing, reporters: area.reporters },
    confirmedShare:
      active.length === 0
        ? null
        : active.filter(({ confirmed }) => confirmed === 2).length / active.length,
    tooLarge: isTooLarge(network.graph),
    brokers: brokersOf(network, profile),
    withoutConnectors: apart && inWords(apart.figures),
    turnover: before && { since: before.asOf, ...turnover(pairsOf(before), pairsOf(area)) },
  };
}

/** Which two are tied, whatever ties them. */
const pairsOf = ({ ties }: AreaNetwork): string[] =>
  ties
    .filter(({ status }) => status === 'active')
    .map(({ from, to }) => (from < to ? `${from} ${to}` : `${to} ${from}`));

function inWords(figures: Figures): NetworkFigures {
  const { byKind, byNeighbourhood, components, ...same } = figures;
  return {
    ...same,
    islands: components - figures.isolates,
    eiIndex: { byKind: byKind.index, byNeighbourhood: byNeighbourhood.index },
    eiExpected: { byKind: byKind.expected, byNeighbourhood: byNeighbourhood.expected },
  };
}

/** Those through whom most runs: what is told of a person is never told of one alone. */
function brokersOf({ rows }: Shaped, { byNode }: Profile): Broker[] {
  const { betweenness, pairsLost, constraint, effectiveSize, roles } = byNode;
  const through = betweenness ?? pairsLost;
  return rows
    .map((row, v) => ({ row, v }))
    .filter(({ row, v }) => row.kind !== 'person' && through[v]! > 0)
    .sort((a, b) => through[b.v]! - through[a.v]! || (a.row.id < b.row.id ? -1 : 1))
    .slice(0, BROKERS)
    .map(({ row, v }) => ({
      assetId: row.id,
      name: row.title,
      betweenness: betweenness ? betweenness[v]! : null,
      betweennessNormalised: betweenness ? normalised(betweenness[v]!, rows.length) : null,
      pairsLost: pairsLost[v]!,
      constraint: Number.isNaN(constraint[v]!) ? null : constraint[v]!,
      effectiveSize: effectiveSize[v]!,
      roles: {
        coordinator: roles.coordinator[v]!,
        consultant: roles.consultant[v]!,
        gatekeeper: roles.gatekeeper[v]!,
        liaison: roles.liaison[v]!,
      },
    }));
}

/** Nodes and ties as the visitor may see them, with what the engine knows of each. */
export async function graphAnswer(code: string, area: AreaNetwork): Promise<NetworkGraph> {
  const network = shaped(area);
  const { byNode } = await profileAside(network);
  const island = bySize(byNode.component);
  return {
    code,
    asOf: area.asOf,
    withPersons: area.withPersons,
    nodes: area.nodes.map((row, v) => {
      const isPerson = row.kind === 'person';
      return {
        ...{ id: row.id, kind: row.kind, title: row.title, buurt: row.buurt, wijk: row.wijk },
        lon: isPerson ? null : row.lon,
        lat: isPerson ? null : row.lat,
        degree: byNode.degrees[v]!,
        island: island[v]!,
        community: byNode.community[v]!,
        core: byNode.core[v] === 1,
        betweenness: isPerson || !byNode.betweenness ? null : byNode.betweenness[v]!,
        connector: area.connectors.has(row.id),
        canBeCalled: row.canBeCalled,
      };
    }),
    ties: area.ties,
  };
}

/** Numbers groups from the largest to the smallest; equals by their first member. */
function bySize(groups: Int32Array): Int32Array {
  const sizes: number[] = [];
  for (const group of groups) sizes[group] = (sizes[group] ?? 0) + 1;
  const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const rank = new Int32Array(sizes.length);
  for (const [place, group] of order.entries()) rank[group] = place;
  return groups.map((group) => rank[group]!);
}
