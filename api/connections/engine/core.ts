import { pairs } from './components.ts';
import { degreesOf, type Graph } from './graph.ts';

export interface Core {
  /** By node: 1 in the core, 0 at its edge. */
  has: Uint8Array;
  size: number;
  /** Correlation of the ties with the ideal; null where it is undefined: no ties, or all there can be. */
  fit: number | null;
}

/**
 * How well ties fit a core and its periphery (N17, Borgatti & Everett 1999): the correlation, over all
 * pairs, of being tied with one of the two being in the core. Null where either never varies.
 */
export function coreFit(graph: Graph, has: ArrayLike<number>): number | null {
  let size = 0;
  let touching = 0;
  for (let v = 0; v < graph.nodes; v++) {
    size += has[v]!;
    for (let i = graph.offsets[v]!; i < graph.offsets[v + 1]!; i++) {
      const w = graph.targets[i]!;
      if (w > v && (has[v] || has[w])) touching += 1;
    }
  }
  return fitOf(graph, size, touching);
}

/** From the size of the core and the ties that touch it. */
function fitOf({ nodes, ties }: Graph, size: number, touching: number): number | null {
  const all = pairs(nodes);
  const ideal = (all - pairs(nodes - size)) / all;
  const tied = ties / all;
  const spread = Math.sqrt(tied * (1 - tied) * ideal * (1 - ideal));
  return spread > 0 ? (touching / all - tied * ideal) / spread : null;
}

/**
 * The core that fits best, sought: of all sets of the most tied the best one, and from there one node
 * more or less for as long as that helps. The best there is for most small graphs; never worse than
 * any core that differs in one node.
 */
export function coreOf(graph: Graph): Core {
  const { nodes, offsets, targets } = graph;
  const has = new Uint8Array(nodes);
  const degrees = degreesOf(graph);
  /** By node: its neighbours outside the core; what it adds, or takes along when it goes. */
  const outside = degrees.slice();
  let touching = 0;
  let size = 0;
  const flip = (v: number) => {
    const step = has[v] ? -1 : 1;
    touching += step * outside[v]!;
    size += step;
    has[v] = has[v] ? 0 : 1;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) outside[targets[i]!]! -= step;
  };
  const fitWith = (v: number) => {
    const step = has[v] ? -1 : 1;
    return fitOf(graph, size + step, touching + step * outside[v]!) ?? -1;
  };
  const order = Int32Array.from(degrees.keys()).sort((a, b) => degrees[b]! - degrees[a]! || a - b);
  let best = -1;
  let length = 0;
  for (const [n, v] of order.entries()) {
    flip(v);
    const fit = fitOf(graph, size, touching) ?? -1;
    if (fit > best + 1e-12) [best, length] = [fit, n + 1];
  }
  for (const v of order.subarray(length)) flip(v);
  for (let again = length > 0; again;) {
    again = false;
    for (const v of order) {
      const fit = fitWith(v);
      if (fit <= best + 1e-12) continue;
      flip(v);
      best = fit;
      again = true;
    }
  }
  return { has, size, fit: length > 0 ? best : null };
}
