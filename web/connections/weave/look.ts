import type { GraphNode, GraphTie } from '../../../api/contracts/network.ts';
import { readColour } from '../../ui/colour.ts';
import { shapeOf } from './shapes.ts';

/** By what nodes get their colour, and by what their size. */
export type ColourBy = 'kind' | 'community';
export type SizeBy = 'same' | 'ties' | 'between';

export interface Shown {
  nodes: GraphNode[];
  ties: GraphTie[];
  colourBy: ColourBy;
  sizeBy: SizeBy;
  /** The one that is looked at: what is not tied to it steps back. */
  ego: string | null;
  /** Those that are sought, while somebody seeks: the others step back. */
  found: ReadonlySet<string> | null;
  /** A planned pair, drawn as a suggestion. */
  plan: { from: string; to: string } | null;
}

const COMMUNITY_COLOURS = ['place', 'association', 'person', 'exchange', 'story', 'institution'];
/** On a phone: letters of a name, and how many are named. */
const SHORT = 14;
const FEW = 6;

/** How each of a network looks, in sigma's words; `isNarrow` is a phone, with less room for signs and names. */
export class Look {
  readonly #shown: Shown;
  readonly #isNarrow: boolean;
  readonly #named: ReadonlySet<string>;
  readonly #near: ReadonlySet<string> | null;
  readonly #most: number;
  readonly #base: number;
  /** Colours of the page, each read once. */
  readonly #colours = new Map<string, string>();

  constructor(shown: Shown, isNarrow: boolean) {
    const { nodes, ties, ego, found, sizeBy } = shown;
    this.#shown = shown;
    this.#isNarrow = isNarrow;
    this.#named = new Set(isNarrow ? mostTied(nodes) : nodes.map(({ id }) => id));
    this.#near =
      ego === null
        ? found
        : new Set([
            ego,
            ...ties.flatMap(({ from, to }) => (from === ego || to === ego ? [from, to] : [])),
          ]);
    this.#most = nodes.reduce((most, node) => Math.max(most, measure(node, sizeBy)), 1);
    this.#base = (nodes.length > 400 ? 5 : nodes.length > 120 ? 7 : 10) * (isNarrow ? 0.6 : 1);
  }

  node(node: GraphNode) {
    const { colourBy, sizeBy } = this.#shown;
    const isNear = !this.#near || this.#near.has(node.id);
    const colour =
      colourBy === 'kind'
        ? node.kind
        : COMMUNITY_COLOURS[node.community % COMMUNITY_COLOURS.length]!;
    const more = sizeBy === 'same' ? 0 : 1.4 * Math.sqrt(measure(node, sizeBy) / this.#most);
    return {
      label: this.nameOf(node),
      ink: this.#colour('ink'),
      shape: shapeOf[node.kind],
      color: this.#colour(colour),
      opacity: isNear ? 1 : 0.2,
      size: this.#base * (1 + more),
      labelled: this.#labelOf(node),
      z: isNear ? 1 : 0,
    };
  }

  tie({ from, to, strength, status }: GraphTie) {
    const isNear = !this.#near || (this.#near.has(from) && this.#near.has(to));
    return {
      color: this.#colour(status === 'planned' ? 'warm' : 'edge'),
      size: 1 + strength,
      opacity: isNear ? 0.9 : 0.12,
    };
  }

  plan() {
    return { color: this.#colour('warm'), size: 4, opacity: 1, path: 'curved' };
  }

  /** Whose name is drawn while all are looked at. */
  isNamed({ id }: GraphNode): boolean {
    return this.#named.has(id);
  }

  nameOf({ title }: GraphNode): string {
    return this.#isNarrow && title.length > SHORT
      ? `${title.slice(0, SHORT - 1).trimEnd()}…`
      : title;
  }

  /** On a phone only some are named, and shortly: the panel and the list say the rest. */
  #labelOf(node: GraphNode): 'visible' | 'hidden' | 'auto' {
    if (this.#near) return this.#near.has(node.id) ? 'visible' : 'hidden';
    if (!this.#isNarrow) return 'auto';
    return this.isNamed(node) ? 'visible' : 'hidden';
  }

  #colour(name: string): string {
    const known = this.#colours.get(name) ?? readColour(name);
    this.#colours.set(name, known);
    return known;
  }
}

const mostTied = (nodes: GraphNode[]): string[] =>
  nodes
    .filter(({ degree }) => degree > 0)
    .toSorted((a, b) => b.degree - a.degree)
    .slice(0, FEW)
    .map(({ id }) => id);

const measure = (node: GraphNode, by: SizeBy): number =>
  by === 'ties' ? node.degree : by === 'between' ? (node.betweenness ?? 0) : 0;
