import { pairs } from './components.ts';
import type { Graph } from './graph.ts';

/**
 * By node: Burt's constraint (N11, Burt 1992), summed over its own contacts alone (some sum over all
 * others); NaN where it has none, which is undefined. Low: it bridges holes. Every tie weighs alike,
 * so p_ij is one by the number of ties of i.
 */
export function constraintOf({ nodes, offsets, targets }: Graph): Float64Array {
  const constraint = new Float64Array(nodes).fill(NaN);
  const one = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) one[v] = 1 / (offsets[v + 1]! - offsets[v]!);
  /** What i spends on each contact, straight and through others. */
  const spent = new Float64Array(nodes);
  const contactOf = new Int32Array(nodes).fill(-1);
  for (let i = 0; i < nodes; i++) {
    const [first, end] = [offsets[i]!, offsets[i + 1]!];
    if (first === end) continue;
    const share = one[i]!;
    for (let at = first; at < end; at++) {
      contactOf[targets[at]!] = i;
      spent[targets[at]!] = share;
    }
    for (let at = first; at < end; at++) {
      const q = targets[at]!;
      const through = share * one[q]!;
      for (let b = offsets[q]!; b < offsets[q + 1]!; b++)
        if (contactOf[targets[b]!] === i) spent[targets[b]!]! += through;
    }
    let sum = 0;
    for (let at = first; at < end; at++) sum += spent[targets[at]!]! ** 2;
    constraint[i] = sum;
  }
  return constraint;
}

/** By node: contacts that are not reached through another contact anyway, k - 2t/k (N12, Borgatti 1997); 0 without contacts. */
export function effectiveSizeOf({ nodes, offsets }: Graph, triangles: Float64Array): Float64Array {
  const sizes = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const k = offsets[v + 1]! - offsets[v]!;
    if (k > 0) sizes[v] = k - (2 * triangles[v]!) / k;
  }
  return sizes;
}

/** Of one node: pairs of its contacts that are not tied to each other, by the groups of the three. */
export interface BrokerageRoles {
  /** All three of one group. */
  coordinator: Float64Array;
  /** The two of one group, the broker of another. */
  consultant: Float64Array;
  /** The broker and one of the two of one group: gatekeeper and representative, without direction one. */
  gatekeeper: Float64Array;
  /** Three groups. */
  liaison: Float64Array;
}

/** By node: how often it stands between two who are not tied, in each role (N13, Gould & Fernandez 1989). */
export function brokerageRolesOf(
  { nodes, offsets, targets }: Graph,
  groups: ArrayLike<number>,
): BrokerageRoles {
  const roles: BrokerageRoles = {
    coordinator: new Float64Array(nodes),
    consultant: new Float64Array(nodes),
    gatekeeper: new Float64Array(nodes),
    liaison: new Float64Array(nodes),
  };
  const roleOf = (own: number, a: number, b: number) =>
    a === b
      ? own === a
        ? roles.coordinator
        : roles.consultant
      : own === a || own === b
        ? roles.gatekeeper
        : roles.liaison;
  const contactOf = new Int32Array(nodes).fill(-1);
  const counts = new Map<number, number>();
  for (let v = 0; v < nodes; v++) {
    const [first, end] = [offsets[v]!, offsets[v + 1]!];
    const k = end - first;
    if (k < 2) continue;
    const own = groups[v]!;
    // All pairs by their groups, then less those that are tied.
    counts.clear();
    for (let i = first; i < end; i++) {
      contactOf[targets[i]!] = v;
      const group = groups[targets[i]!]!;
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const inOwn = counts.get(own) ?? 0;
    let alike = 0;
    for (const [group, n] of counts) if (group !== own) alike += pairs(n);
    const among = pairs(inOwn);
    const across = inOwn * (k - inOwn);
    roles.coordinator[v] = among;
    roles.consultant[v] = alike;
    roles.gatekeeper[v] = across;
    roles.liaison[v] = pairs(k) - among - alike - across;
    for (let i = first; i < end; i++) {
      const a = targets[i]!;
      for (let j = offsets[a]!; j < offsets[a + 1]!; j++) {
        const b = targets[j]!;
        if (b > a && contactOf[b] === v) roleOf(own, groups[a]!, groups[b]!)[v]! -= 1;
      }
    }
  }
  return roles;
}
