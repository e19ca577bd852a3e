import { kinds } from '../../contracts/kinds.ts';
import { graphOf, inducedBy } from '../engine/graph.ts';
import type { Network } from '../engine/profile.ts';
import type { AreaNetwork, NodeRow } from './queries.ts';

/** A network of rows as the engine takes it: node numbers are places in the list of rows. */
export interface Shaped extends Network {
  rows: NodeRow[];
  numberOf: Map<string, number>;
  wijken: Int32Array;
}

/** Ties in force, each pair once however many kinds tie it. */
export function shaped({ nodes, ties }: Pick<AreaNetwork, 'nodes' | 'ties'>): Shaped {
  const numberOf = new Map(nodes.map(({ id }, number) => [id, number]));
  const active = ties.filter(({ status }) => status === 'active');
  const graph = graphOf(
    nodes.length,
    active.map(({ from }) => numberOf.get(from)!),
    active.map(({ to }) => numberOf.get(to)!),
  );
  return { rows: nodes, numberOf, ...groupsOf(nodes), graph };
}

/** The same without some of its nodes. */
export function without(network: Shaped, left: ReadonlySet<string>): Network {
  const keep = network.rows.map(({ id }) => Number(!left.has(id)));
  const { graph, was } = inducedBy(network.graph, keep);
  return { graph, ...groupsOf(Array.from(was, (number) => network.rows[number]!)) };
}

function groupsOf(rows: NodeRow[]) {
  return {
    kinds: Int32Array.from(rows, ({ kind }) => kinds.indexOf(kind)),
    neighbourhoods: numbered(rows.map(({ buurt }) => buurt)),
    wijken: numbered(rows.map(({ wijk }) => wijk)),
    hasPower: Int32Array.from(rows, ({ kind }) => Number(kind === 'institution')),
  };
}

function numbered(words: (string | null)[]): Int32Array {
  const numbers = new Map<string | null, number>();
  return Int32Array.from(words, (word) => {
    if (!numbers.has(word)) numbers.set(word, numbers.size);
    return numbers.get(word)!;
  });
}

const METRES_PER_DEGREE = 111_320;

/** Positions in metres east and north of the first node; true to 0.1 % within a gemeente. */
export function inMetres(rows: NodeRow[]): { x: Float64Array; y: Float64Array } {
  const [lon, lat] = [rows[0]?.lon ?? 0, rows[0]?.lat ?? 0];
  const east = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return {
    x: Float64Array.from(rows, (row) => (row.lon - lon) * east),
    y: Float64Array.from(rows, (row) => (row.lat - lat) * METRES_PER_DEGREE),
  };
}
