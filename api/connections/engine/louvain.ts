import type { Graph } from './graph.ts';
import { modularity } from './modularity.ts';
import { shuffle } from './random.ts';

export interface Communities {
  /** By node: its community, numbered by their first node. */
  of: Int32Array;
  count: number;
  /** Null without ties. */
  modularity: number | null;
}

/** A graph of communities: weighted, with the ends of ties within each counted in its degree alone. */
interface Level {
  nodes: number;
  offsets: Int32Array;
  targets: Int32Array;
  weights: Float64Array;
  degrees: Float64Array;
}

const emptyLevel = (nodes: number, ends: number): Level => ({
  nodes: 0,
  offsets: new Int32Array(nodes + 1),
  targets: new Int32Array(ends),
  weights: new Float64Array(ends),
  degrees: new Float64Array(nodes),
});

/**
 * Louvain on one graph, as often as wanted. Small graphs by the thousand spend more time on making arrays
 * than on anything else, so all that it works on is made once.
 */
export class Louvain {
  readonly #graph: Graph;
  readonly #first: Level;
  /** Levels after the first take turns. */
  readonly #levels: [Level, Level];
  readonly #community: Int32Array;
  readonly #totals: Float64Array;
  readonly #order: Int32Array;
  /** Of the node or community at hand: its weight to each community near it. */
  readonly #to: Float64Array;
  readonly #near: Int32Array;
  readonly #starts: Int32Array;
  readonly #members: Int32Array;
  readonly #names: Int32Array;

  constructor(graph: Graph) {
    const { nodes, offsets, targets } = graph;
    const degrees = new Float64Array(nodes);
    for (let v = 0; v < nodes; v++) degrees[v] = offsets[v + 1]! - offsets[v]!;
    const weights = new Float64Array(targets.length).fill(1);
    this.#graph = graph;
    this.#first = { nodes, offsets, targets, weights, degrees };
    this.#levels = [emptyLevel(nodes, targets.length), emptyLevel(nodes, targets.length)];
    this.#community = new Int32Array(nodes);
    this.#totals = new Float64Array(nodes);
    this.#order = new Int32Array(nodes);
    this.#to = new Float64Array(nodes);
    this.#near = new Int32Array(nodes);
    this.#starts = new Int32Array(nodes + 1);
    this.#members = new Int32Array(nodes);
    this.#names = new Int32Array(nodes);
  }

  seek(random: () => number): Communities {
    const { nodes, ties } = this.#graph;
    const of = new Int32Array(nodes);
    for (let v = 1; v < nodes; v++) of[v] = v;
    let level = this.#first;
    for (let turn = 0; ties > 0 && this.#moveNodes(level, random); turn = 1 - turn) {
      const count = this.#renumber(this.#community, level.nodes);
      for (let v = 0; v < nodes; v++) of[v] = this.#community[of[v]!]!;
      if (count === level.nodes) break;
      level = this.#merge(level, count, this.#levels[turn]!);
    }
    const count = this.#renumber(of, nodes);
    return { of, count, modularity: modularity(this.#graph, of) };
  }

  /** Moves each node where it gains most, until none does; says whether any moved. */
  #moveNodes({ nodes, offsets, targets, weights, degrees }: Level, random: () => number): boolean {
    const [community, totals, to, near] = [this.#community, this.#totals, this.#to, this.#near];
    const ends = 2 * this.#graph.ties;
    const order = this.#order.subarray(0, nodes);
    for (let v = 0; v < nodes; v++) {
      community[v] = order[v] = v;
      totals[v] = degrees[v]!;
    }
    shuffle(order, random);
    let moved = false;
    for (let again = true; again;) {
      again = false;
      for (let n = 0; n < nodes; n++) {
        const v = order[n]!;
        const own = community[v]!;
        const degree = degrees[v]!;
        let count = 0;
        for (let i = offsets[v]!, end = offsets[v + 1]!; i < end; i++) {
          const c = community[targets[i]!]!;
          if (to[c] === 0) near[count++] = c;
          to[c]! += weights[i]!;
        }
        totals[own]! -= degree;
        let best = own;
        let gain = to[own]! - (totals[own]! * degree) / ends;
        for (let i = 0; i < count; i++) {
          const c = near[i]!;
          const gained = to[c]! - (totals[c]! * degree) / ends;
          if (gained > gain + 1e-9) {
            best = c;
            gain = gained;
          }
          to[c] = 0;
        }
        totals[best]! += degree;
        if (best === own) continue;
        community[v] = best;
        moved = again = true;
      }
    }
    return moved;
  }

  /** Numbers groups by their first node, in place; answers how many there are. */
  #renumber(groups: Int32Array, nodes: number): number {
    const names = this.#names.fill(-1, 0, nodes === 0 ? 0 : this.#graph.nodes);
    let count = 0;
    for (let v = 0; v < nodes; v++) {
      const group = groups[v]!;
      if (names[group] === -1) names[group] = count++;
      groups[v] = names[group]!;
    }
    return count;
  }

  /** Each community becomes a node: its row is gathered from those of its members. */
  #merge({ nodes, offsets, targets, weights, degrees }: Level, count: number, into: Level): Level {
    const [community, to, starts, members] = [
      this.#community,
      this.#to,
      this.#starts,
      this.#members,
    ];
    starts.fill(0, 0, count + 1);
    into.degrees.fill(0, 0, count);
    for (let v = 0; v < nodes; v++) {
      starts[community[v]! + 1]! += 1;
      into.degrees[community[v]!]! += degrees[v]!;
    }
    for (let c = 0; c < count; c++) starts[c + 1]! += starts[c]!;
    // Filled from behind, each start ends where its members begin.
    for (let v = nodes - 1; v >= 0; v--) members[--starts[community[v]! + 1]!] = v;
    let end = 0;
    for (let c = 0; c < count; c++) {
      const first = end;
      into.offsets[c] = end;
      const last = c + 1 < count ? starts[c + 2]! : nodes;
      for (let i = starts[c + 1]!; i < last; i++) {
        const v = members[i]!;
        for (let j = offsets[v]!; j < offsets[v + 1]!; j++) {
          const d = community[targets[j]!]!;
          if (d === c) continue;
          if (to[d] === 0) into.targets[end++] = d;
          to[d]! += weights[j]!;
        }
      }
      for (let i = first; i < end; i++) {
        const d = into.targets[i]!;
        into.weights[i] = to[d]!;
        to[d] = 0;
      }
    }
    into.offsets[count] = end;
    into.nodes = count;
    return into;
  }
}
