import fc from 'fast-check';
import Graph from 'graphology';
import { graphOf, type Graph as Rows } from '../../api/connections/engine/graph.ts';

export interface RandomGraph {
  nodes: number;
  ties: [number, number][];
  groups: number[];
  rows: Rows;
  /** The same graph, as graphology has it; keys are the numbers as text. */
  peer: Graph;
}

export function bothWays(nodes: number, ties: [number, number][], groups: number[]): RandomGraph {
  const peer = new Graph({ type: 'undirected', multi: false, allowSelfLoops: false });
  for (let v = 0; v < nodes; v++) peer.addNode(String(v), { group: groups[v] });
  for (const [a, b] of ties) if (a !== b) peer.mergeEdge(String(a), String(b));
  const rows = graphOf(
    nodes,
    ties.map(([a]) => a),
    ties.map(([, b]) => b),
  );
  return { nodes, ties, groups, rows, peer };
}

/** Graphs of up to `most` nodes, loops and doubles among what is given, empty and edgeless ones too. */
export const randomGraph = (most = 24) =>
  fc
    .integer({ min: 0, max: most })
    .chain((nodes) => {
      const node = fc.nat({ max: Math.max(0, nodes - 1) });
      return fc.record({
        nodes: fc.constant(nodes),
        ties: fc.array(fc.tuple(node, node), { maxLength: nodes === 0 ? 0 : nodes * 3 }),
        groups: fc.array(fc.nat({ max: 4 }), { minLength: nodes, maxLength: nodes }),
      });
    })
    .map(({ nodes, ties, groups }) => bothWays(nodes, ties, groups));

/** The graph of MEASURES F: nodes a to i, kinds in the order person, association, institution, place, exchange, story. */
export const measured = () =>
  bothWays(
    9,
    [
      [0, 1],
      [1, 2],
      [0, 2],
      [2, 3],
      [3, 4],
      [4, 5],
      [6, 7],
    ],
    [0, 0, 1, 2, 1, 3, 4, 4, 5],
  );
