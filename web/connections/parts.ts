import type { GraphNode, NetworkGraph } from '../../api/contracts/network.ts';

/** Those tied to a node. */
export function contactsOf({ nodes, ties }: NetworkGraph, id: string): GraphNode[] {
  const ids = new Set(
    ties
      .filter(({ from, to, status }) => status === 'active' && (from === id || to === id))
      .map(({ from, to }) => (from === id ? to : from)),
  );
  return nodes.filter((node) => ids.has(node.id));
}

/** Parts of two or more that hang together, the largest first. */
export function islandsOf({ nodes }: NetworkGraph): GraphNode[][] {
  const parts = new Map<number, GraphNode[]>();
  for (const node of nodes) {
    if (node.degree === 0) continue;
    const part = parts.get(node.island);
    if (part) part.push(node);
    else parts.set(node.island, [node]);
  }
  return [...parts.entries()].sort(([a], [b]) => a - b).map(([, part]) => part);
}
