import Graph from 'graphology';
import betweenness from 'graphology-metrics/centrality/betweenness.js';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { componentsOf } from '../../api/connections/engine/components.ts';
import { graphOf, type Graph as Rows } from '../../api/connections/engine/graph.ts';
import { pathsOf } from '../../api/connections/engine/paths.ts';
import { MOST_PATHS, profileOf } from '../../api/connections/engine/profile.ts';
import { randomFrom } from '../../api/connections/engine/random.ts';
import { suggestionsOf } from '../../api/connections/engine/suggestions.ts';
import { areaNetwork, spread, type AreaNetwork } from './area-networks.ts';
import { measuresOf } from './graphology-measures.ts';
import { furthest, median, requireEqual, round, RUNS, timed, type Finding } from './measure.ts';

/** As many areas as there are buurten in the Netherlands. */
const AREAS = 12_187;

const { version: graphology } = JSON.parse(
  readFileSync(new URL('../../node_modules/graphology/package.json', import.meta.url), 'utf8'),
) as { version: string };

function uniform(nodes: number, ties: number, seed: number): { from: Int32Array; to: Int32Array } {
  const random = randomFrom(seed);
  const seen = new Set<number>();
  const [from, to] = [new Int32Array(ties), new Int32Array(ties)];
  for (let i = 0; i < ties;) {
    const [a, b] = [Math.floor(random() * nodes), Math.floor(random() * nodes)];
    const key = Math.min(a, b) * nodes + Math.max(a, b);
    if (a === b || seen.has(key)) continue;
    seen.add(key);
    [from[i], to[i]] = [a, b];
    i += 1;
  }
  return { from, to };
}

interface Igraph {
  igraph: string;
  python: string;
  seconds: number[];
  values: number[];
}

function igraph(what: string, nodes: number, ends: { from: Int32Array; to: Int32Array }): Igraph {
  const folder = mkdtempSync(join(tmpdir(), 'igraph-'));
  try {
    const numbers = new Int32Array(1 + 2 * ends.from.length);
    numbers[0] = nodes;
    for (let i = 0; i < ends.from.length; i++) {
      numbers[1 + 2 * i] = ends.from[i]!;
      numbers[2 + 2 * i] = ends.to[i]!;
    }
    const file = join(folder, 'graph');
    writeFileSync(file, numbers);
    const script = new URL('peer-igraph.py', import.meta.url).pathname;
    // Debian's python3-igraph is for Debian's Python.
    const out = execFileSync('/usr/bin/python3', [script, what, file, String(RUNS)], {
      maxBuffer: 2 ** 28,
    });
    return JSON.parse(out.toString()) as Igraph;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function peerOf({ nodes, offsets, targets }: Rows): Graph {
  const peer = new Graph({ type: 'undirected' });
  for (let v = 0; v < nodes; v++) peer.addNode(String(v));
  for (let v = 0; v < nodes; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++)
      if (targets[i]! > v) peer.addEdge(String(v), String(targets[i]));
  return peer;
}

const finding = (
  what: string,
  most: number,
  ours: number[],
  theirs: number[],
  details: object,
): Finding => {
  const ratio = median(ours) / median(theirs);
  return {
    what,
    mustHold: `<= ${most}`,
    ratio: round(ratio),
    holds: ratio <= most,
    details: { ...details, ours: ours.map(round), theirs: theirs.map(round), seconds: true },
  };
};

function betweennessOfTenThousand(): Finding[] {
  const [nodes, ties] = [10_000, 50_000];
  const ends = uniform(nodes, ties, 1);
  const rows = graphOf(nodes, ends.from, ends.to);
  const peer = peerOf(rows);
  const [ours, graphologys]: number[][] = [[], []];
  let values = new Float64Array();
  for (let run = 0; run < RUNS; run++) {
    const { seconds, answer } = timed(() => pathsOf(rows));
    ours!.push(seconds);
    values = answer.betweenness as Float64Array<ArrayBuffer>;
    const theirs = timed(() => betweenness(peer, { normalized: false }));
    graphologys!.push(theirs.seconds);
    const listed = Array.from({ length: nodes }, (_, v) => theirs.answer[String(v)]!);
    requireEqual('betweenness (graphology)', furthest(values, listed));
  }
  const other = igraph('betweenness', nodes, ends);
  requireEqual('betweenness (igraph)', furthest(values, other.values));
  const versions = {
    node: process.version,
    graphology,
    igraph: other.igraph,
    python: other.python,
  };
  const what = `betweenness of ${nodes} nodes and ${ties} ties`;
  return [
    finding(`${what}, ours / igraph`, 1.5, ours!, other.seconds, versions),
    finding(`${what}, ours / graphology`, 0.9, ours!, graphologys!, versions),
  ];
}

function componentsOfAMillion(): Finding {
  const [nodes, ties] = [1_000_000, 5_000_000];
  const random = randomFrom(2);
  const end = () => Int32Array.from({ length: ties }, () => Math.floor(random() * nodes));
  const ends = { from: end(), to: end() };
  const rows = graphOf(nodes, ends.from, ends.to);
  const runs = Array.from({ length: RUNS }, () => timed(() => componentsOf(rows)));
  const other = igraph('components', nodes, ends);
  const sizes = Array.from(runs[0]!.answer.sizes).sort((a, b) => b - a);
  if (sizes.length !== other.values.length) throw new Error('components differ');
  requireEqual('components', furthest(sizes, other.values));
  return finding(
    `components of ${nodes} nodes and ${ties} ties, ours / igraph`,
    1,
    runs.map(({ seconds }) => seconds),
    other.seconds,
    { node: process.version, igraph: other.igraph, python: other.python, parts: sizes.length },
  );
}

const profiled = (area: AreaNetwork) => {
  const { figures, byNode } = profileOf(area);
  const suggestions = suggestionsOf({ ...area.weavable, component: byNode.component }, 10);
  return { figures, byNode, suggestions };
};

function profilesOfAllAreas(): Finding {
  const areas = Array.from({ length: AREAS }, (_, i) => areaNetwork(i));
  const peers = areas.map(({ graph }) => peerOf(graph));
  const [ours, theirs]: number[][] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    const mine = timed(() => areas.map(profiled));
    const other = timed(() => peers.map((peer, i) => measuresOf(peer, areas[i]!)));
    ours!.push(mine.seconds);
    theirs!.push(other.seconds);
    for (const [i, found] of mine.answer.entries()) requireAlike(i, found, other.answer[i]!);
  }
  const sizes = areas.map(({ graph }) => graph.nodes);
  return finding(
    `profiles of ${AREAS} areas, N1 to N16 and ten suggestions, ours / with graphology`,
    0.2,
    ours!,
    theirs!,
    { node: process.version, graphology, nodes: spread(sizes) },
  );
}

function requireAlike(
  area: number,
  { figures, byNode, suggestions }: ReturnType<typeof profiled>,
  theirs: ReturnType<typeof measuresOf>,
): void {
  const one = (what: string, mine: number | null, other: number | null) => {
    if ((mine === null) !== (other === null)) throw new Error(`${what} of area ${area} differs`);
    if (mine !== null) requireEqual(`${what} of area ${area}`, Math.abs(mine - other!));
  };
  one('density', figures.density, theirs.density);
  one('fragmentation', figures.fragmentation, theirs.fragmentation);
  one(
    'distance-weighted fragmentation',
    figures.distanceWeightedFragmentation,
    theirs.distanceWeightedFragmentation,
  );
  one('transitivity', figures.transitivity, theirs.transitivity);
  one('centralisation', figures.degreeCentralisation, theirs.degreeCentralisation);
  one('E-I', figures.byKind.index, theirs.ei);
  one('E-I by buurt', figures.byNeighbourhood.index, theirs.eiBuurt);
  one('assortativity', figures.assortativityByKind, theirs.assortativity);
  // Communities are sought, by both: as good, give or take.
  if ((figures.modularity ?? 0) < theirs.modularity - 0.05)
    throw new Error(`modularity of area ${area} is ${figures.modularity}`);
  const every = (what: string, mine: ArrayLike<number>, other: ArrayLike<number>) =>
    requireEqual(`${what} of area ${area}`, furthest(mine, other));
  every('betweenness', byNode.betweenness!, theirs.betweenness);
  every('pairs lost', byNode.pairsLost, theirs.pairsLost);
  every(
    'constraint',
    byNode.constraint.map((value) => (Number.isNaN(value) ? 0 : value)),
    theirs.constraint,
  );
  every('effective size', byNode.effectiveSize, theirs.effectiveSize);
  every('coordinators', byNode.roles.coordinator, theirs.coordinator);
  every(
    'suggestions',
    suggestions.map(({ score }) => score),
    theirs.suggestions.filter((score) => score >= 1e-6),
  );
}

/** A gemeente of so many buurten: each, its wijken of ten, and the whole. */
function oneAreaOfItsGemeente(): Finding {
  const BUURTEN = 60;
  const networks = Array.from({ length: BUURTEN }, (_, i) => areaNetwork(i));
  const whole = areasOf(networks);
  const one = networks.toSorted((a, b) => a.graph.nodes - b.graph.nodes)[BUURTEN / 2]!;
  const warm = () => networks.forEach(profiled);
  warm();
  const runs = Array.from({ length: RUNS }, () => ({
    all: timed(() => whole.forEach(profiled)).seconds,
    one: timed(() => {
      for (let i = 0; i < 10; i++) profiled(one.withOneMore());
    }).seconds,
  }));
  return finding(
    `one buurt after one new tie, rows and all / the ${whole.length} areas of its gemeente`,
    0.01,
    runs.map((run) => run.one / 10),
    runs.map((run) => run.all),
    { node: process.version, nodes: one.graph.nodes, largest: whole.at(-1)!.graph.nodes },
  );
}

function areasOf(buurten: AreaNetwork[]): AreaNetwork[] {
  const wijken = Array.from({ length: buurten.length / 10 }, (_, i) =>
    areaNetwork(1000 + i, joined(buurten.slice(i * 10, i * 10 + 10))),
  );
  return [...buurten, ...wijken, areaNetwork(2000, joined(buurten))];
}

const joined = (parts: AreaNetwork[]): number =>
  parts.reduce((sum, { graph }) => sum + graph.nodes, 0);

/** The largest graph within five seconds: two sizes about the limit, to see that it is where it should be. */
function largestWithinFiveSeconds(): Finding {
  const nodes = Math.floor(Math.sqrt(MOST_PATHS / 3));
  const area = areaNetwork(3000, nodes, 3);
  const runs = Array.from({ length: RUNS }, () => timed(() => profileOf(area)).seconds);
  return {
    what: `all measures of the largest graph that has its paths walked: ${nodes} nodes, ${area.graph.ties} ties`,
    mustHold: '<= 5 s here',
    ratio: round(median(runs)),
    holds: median(runs) <= 5,
    details: { node: process.version, seconds: runs.map(round), limit: MOST_PATHS },
  };
}

export async function run(): Promise<Finding[]> {
  return [
    profilesOfAllAreas(),
    oneAreaOfItsGemeente(),
    largestWithinFiveSeconds(),
    componentsOfAMillion(),
    ...betweennessOfTenThousand(),
  ];
}
