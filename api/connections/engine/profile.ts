import { stableCommunities } from './communities.ts';
import { componentsOf, fragmentation, giantShare, pairsLost } from './components.ts';
import { coreOf } from './core.ts';
import { busiestTenth, degreeCentralisation, density, isolates, meanDegree } from './degrees.ts';
import { degreesOf, type Graph } from './graph.ts';
import { brokerageRolesOf, constraintOf, effectiveSizeOf, type BrokerageRoles } from './holes.ts';
import { assortativity, eiIndex, tieShares, type EiIndex, type TieShares } from './mixing.ts';
import { pathsOf } from './paths.ts';
import { stageOf, type Stage } from './stage.ts';
import { localClustering, transitivity, trianglesOf } from './triangles.ts';

/** A graph and what is known of its nodes: small numbers, equal within a group. */
export interface Network {
  graph: Graph;
  kinds: ArrayLike<number>;
  neighbourhoods: ArrayLike<number>;
  /** 1 where a node has power over means: institutions. */
  hasPower: ArrayLike<number>;
}

/** The figures of a network as a whole (MEASURES B); null where one is undefined. */
export interface Figures {
  nodes: number;
  ties: number;
  density: number | null;
  meanDegree: number | null;
  isolates: number;
  isolateShare: number | null;
  components: number;
  giantShare: number | null;
  fragmentation: number | null;
  /** Null too where a graph is too large to walk all its paths. */
  distanceWeightedFragmentation: number | null;
  transitivity: number | null;
  degreeCentralisation: number | null;
  byKind: EiIndex;
  byNeighbourhood: EiIndex;
  assortativityByKind: number | null;
  tieShares: TieShares | null;
  communities: number;
  modularity: number | null;
  communityStability: number | null;
  coreSize: number;
  coreFit: number | null;
  stage: Stage | null;
  busiestTenth: number | null;
}

/** The figures of each node. */
export interface NodeFigures {
  degrees: Int32Array;
  component: Int32Array;
  /** Null where a graph is too large to walk all its paths. */
  betweenness: Float64Array | null;
  pairsLost: Float64Array;
  constraint: Float64Array;
  effectiveSize: Float64Array;
  clustering: Float64Array;
  roles: BrokerageRoles;
  community: Int32Array;
  core: Uint8Array;
}

export interface Profile {
  figures: Figures;
  byNode: NodeFigures;
}

/**
 * Nodes times ties up to which all shortest paths are walked. Measured, see `npm run bench -- engine`:
 * about five seconds on one ordinary core. Beyond it those figures are null, and so is the stability of
 * communities, which are then sought once: the answer says so.
 */
export const MOST_PATHS = 150_000_000;

export const isTooLarge = ({ nodes, ties }: Graph): boolean => nodes * ties > MOST_PATHS;

/** All measures of one network, each reckoned once. */
export function profileOf(network: Network): Profile {
  const { graph, kinds, neighbourhoods, hasPower } = network;
  const n = graph.nodes;
  const components = componentsOf(graph);
  const triangles = trianglesOf(graph);
  const tooLarge = isTooLarge(graph);
  const communities = stableCommunities(graph, tooLarge ? 1 : 5);
  const core = coreOf(graph);
  const paths = tooLarge ? null : pathsOf(graph);
  const degrees = degreesOf(graph);
  const coreKinds = new Set(Array.from(kinds).filter((_, v) => core.has[v])).size;
  const alone = isolates(graph);
  const signs = {
    giantShare: giantShare(n, components),
    degreeCentralisation: degreeCentralisation(graph),
    modularity: communities.modularity,
    coreFit: core.fit,
  };
  return {
    figures: {
      ...{ nodes: n, ties: graph.ties, density: density(graph), meanDegree: meanDegree(graph) },
      ...{ isolates: alone, isolateShare: n === 0 ? null : alone / n },
      ...signs,
      components: components.sizes.length,
      fragmentation: fragmentation(n, components),
      distanceWeightedFragmentation:
        paths && n > 1 ? 1 - (2 * paths.inverseDistances) / (n * (n - 1)) : null,
      transitivity: transitivity(graph, triangles),
      byKind: eiIndex(graph, kinds),
      byNeighbourhood: eiIndex(graph, neighbourhoods),
      assortativityByKind: assortativity(graph, kinds),
      tieShares: tieShares(graph, kinds, hasPower),
      communities: communities.count,
      communityStability: communities.stability,
      coreSize: core.size,
      stage: stageOf({ ...signs, coreKinds }),
      busiestTenth: busiestTenth(degrees),
    },
    byNode: {
      degrees,
      component: components.of,
      betweenness: paths?.betweenness ?? null,
      pairsLost: pairsLost(graph),
      constraint: constraintOf(graph),
      effectiveSize: effectiveSizeOf(graph, triangles),
      clustering: localClustering(graph, triangles),
      roles: brokerageRolesOf(graph, kinds),
      community: communities.of,
      core: core.has,
    },
  };
}

/** Betweenness by the most there can be (N7): (n-1)(n-2)/2. Null with fewer than three nodes. */
export const normalised = (betweenness: number, nodes: number): number | null =>
  nodes < 3 ? null : (2 * betweenness) / ((nodes - 1) * (nodes - 2));
