import type { GraphNode, Network, NetworkGraph, Suggestion } from '../../api/contracts/network.ts';
import { api, ApiProblem } from '../api.ts';
import { contactsOf, islandsOf } from './parts.ts';
import type { ColourBy, SizeBy } from './weave/look.ts';

/** The day a year before another, or before today. */
function aYearBefore(day: string | null): string {
  const now = new Date(day ?? Date.now());
  const then = Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), now.getUTCDate());
  return new Date(then).toISOString().slice(0, 10);
}

/** The network of an area, and how somebody looks at it: one selection for all three views. */
export class AreaWeave {
  graph = $state.raw<NetworkGraph | null>(null);
  figures = $state.raw<Network | null>(null);
  /** Null where the visitor is told none. */
  suggestions = $state.raw<Suggestion[] | null>(null);
  state = $state<'loading' | 'ready' | 'failed' | 'missing'>('loading');
  colourBy = $state<ColourBy>('kind');
  sizeBy = $state<SizeBy>('ties');
  /** Part of a name. */
  q = $state('');
  /** Whose ties are looked at. */
  ego = $state<string | null>(null);
  plan = $state.raw<{ from: string; to: string } | null>(null);
  /** The two that somebody is tying, as far as they are chosen; null while nobody is. */
  tying = $state.raw<{ one: GraphNode | null; other: GraphNode | null } | null>(null);
  tyingFault = $state<'same' | 'elsewhere' | null>(null);
  #wanted = '';

  /** Reads the network of an area on a day (null: now). Later answers to earlier questions are dropped. */
  async read(code: string, day: string | null): Promise<void> {
    const wanted = (this.#wanted = `${code} ${day ?? ''} ${performance.now()}`);
    const isCurrent = () => this.#wanted === wanted;
    if (this.graph?.code !== code) {
      this.graph = this.figures = this.suggestions = null;
      this.ego = this.plan = this.tying = null;
    }
    this.state = this.graph ? 'ready' : 'loading';
    const query = day ? { on: day } : {};
    try {
      const [figures, graph] = await Promise.all([
        api.network(code, { ...query, since: aYearBefore(day) }),
        api.networkGraph(code, query),
      ]);
      const suggestions =
        figures.mayShowPersons && !day ? (await api.suggestions(code)).items : null;
      if (!isCurrent()) return;
      this.figures = figures;
      this.graph = graph;
      this.suggestions = suggestions;
      this.state = 'ready';
      if (this.ego && !graph.nodes.some(({ id }) => id === this.ego)) this.ego = null;
    } catch (error) {
      if (!isCurrent()) return;
      this.state = error instanceof ApiProblem && error.status === 404 ? 'missing' : 'failed';
    }
  }

  /** By name; the ones that hang on nobody too. */
  get found(): GraphNode[] {
    const words = this.q.trim().toLocaleLowerCase('nl');
    const nodes = this.graph?.nodes ?? [];
    return words
      ? nodes.filter(({ title }) => title.toLocaleLowerCase('nl').includes(words))
      : nodes;
  }

  startTying(first?: string): void {
    this.tying = { one: (first && this.nodeOf(first)) || null, other: null };
    this.tyingFault = null;
  }

  /** Somebody tapped one, or beside them all: it is looked at, or tied where they are tying. */
  pick(id: string | null): void {
    if (!this.tying) this.ego = id;
    else if (id) this.choose(id);
  }

  /** One of the two to be tied. */
  choose(id: string): void {
    const node = this.nodeOf(id);
    const { one } = this.tying!;
    this.tyingFault = !node ? 'elsewhere' : node.id === one?.id ? 'same' : null;
    if (this.tyingFault) return;
    this.tying = one ? { one, other: node! } : { one: node!, other: null };
  }

  nodeOf(id: string): GraphNode | undefined {
    return this.graph?.nodes.find((node) => node.id === id);
  }

  contactsOf(id: string): GraphNode[] {
    return this.graph ? contactsOf(this.graph, id) : [];
  }

  get islands(): GraphNode[][] {
    return this.graph ? islandsOf(this.graph) : [];
  }

  get alone(): GraphNode[] {
    return (this.graph?.nodes ?? []).filter(({ degree }) => degree === 0);
  }
}
