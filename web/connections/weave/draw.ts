import Graph from 'graphology';
import Sigma from 'sigma';
import { layerFill, pathCurved, pathLine } from 'sigma/rendering';
import type { GraphNode, GraphTie } from '../../../api/contracts/network.ts';
import { readColour } from '../../ui/colour.ts';
import { layoutOf } from './layout.ts';
import { shapeOf, shapes } from './shapes.ts';

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
  /** A planned pair, drawn as a suggestion. */
  plan: { from: string; to: string } | null;
}

const COMMUNITY_COLOURS = ['place', 'association', 'person', 'exchange', 'story', 'institution'];

/** Draws a network into an element, in WebGL. */
export class Drawing {
  readonly #graph = new Graph({ type: 'undirected', multi: true });
  readonly #sigma: Sigma;
  /** A phone: less room for signs and names. */
  readonly #isNarrow: boolean;
  /** Whose names are drawn while all are looked at. */
  #named = new Set<string>();
  /** Pixels left free at the edges. */
  readonly #padding: number;

  constructor(container: HTMLElement, onpick: (id: string | null) => void) {
    this.#isNarrow = container.clientWidth < 600;
    this.#padding = this.#isNarrow ? 52 : 84;
    this.#sigma = new Sigma(this.#graph, container, {
      primitives: {
        edges: {
          paths: [pathLine(), pathCurved()],
          variables: { curvature: { type: 'number', default: 0.3 } },
        },
        nodes: {
          shapes,
          layers: [layerFill()],
          label: { margin: 4 },
        },
      },
      styles: {
        nodes: [
          {
            x: { attribute: 'x' },
            y: { attribute: 'y' },
            size: { attribute: 'size' },
            color: { attribute: 'color' },
            opacity: { attribute: 'opacity', defaultValue: 1 },
            shape: { attribute: 'shape' },
            label: { attribute: 'label' },
            labelColor: { attribute: 'ink' },
            labelSize: this.#isNarrow ? 12 : 14,
            labelFont: FONT,
            labelPosition: 'below',
            labelVisibility: { attribute: 'labelled' },
            cursor: 'pointer',
            zIndex: { attribute: 'z', defaultValue: 0 },
          },
        ],
        edges: [
          {
            path: { attribute: 'path', defaultValue: 'straight' },
            parallelPath: { attribute: 'path', defaultValue: 'straight' },
            curvature: 0.3,
            size: { attribute: 'size' },
            color: { attribute: 'color' },
            opacity: { attribute: 'opacity', defaultValue: 1 },
          },
        ],
      },
      settings: {
        labelDensity: this.#isNarrow ? 0.5 : 1,
        labelGridCellSize: this.#isNarrow ? 170 : 120,
        labelRenderedSizeThreshold: 5,
        stagePadding: this.#padding,
        enableCameraRotation: false,
        minEdgeThickness: 1,
        itemSizesReference: 'screen',
        allowInvalidContainer: true,
      },
    });
    this.#sigma.on('clickNode', ({ node }) => onpick(node));
    this.#sigma.on('clickStage', () => onpick(null));
  }

  /** Another network: places are worked out first. Throws when they cannot be. */
  async show(shown: Shown): Promise<void> {
    const { nodes, ties } = shown;
    this.#named = new Set(this.#isNarrow ? mostTied(nodes) : nodes.map(({ id }) => id));
    const { x, y } = await layoutOf(nodes, ties, {
      sign: this.#isNarrow ? 24 : 34,
      letter: this.#isNarrow ? 6.4 : 7.2,
      names: nodes.map((node) => (this.#named.has(node.id) ? this.#nameOf(node) : '')),
      stage: this.#stage(),
    });
    this.#graph.clear();
    for (const [n, node] of shown.nodes.entries())
      this.#graph.addNode(node.id, { x: x[n], y: y[n] });
    for (const { id, from, to } of shown.ties) this.#graph.addEdgeWithKey(id, from, to, {});
    this.paint(shown);
  }

  #stage() {
    const { width, height } = this.#sigma.getDimensions();
    const free = 2 * this.#padding;
    return { width: Math.max(width - free, 100), height: Math.max(height - free, 100) };
  }

  /** The same network, looked at in another way. */
  paint({ nodes, ties, colourBy, sizeBy, ego, plan }: Shown): void {
    const near =
      ego && this.#graph.hasNode(ego) ? new Set([ego, ...this.#graph.neighbors(ego)]) : null;
    const most = Math.max(1, ...nodes.map((node) => measure(node, sizeBy)));
    const narrow = this.#isNarrow ? 0.6 : 1;
    const base = (nodes.length > 400 ? 5 : nodes.length > 120 ? 7 : 10) * narrow;
    const ink = readColour('ink');
    for (const node of nodes) {
      if (!this.#graph.hasNode(node.id)) continue;
      const colour =
        colourBy === 'kind'
          ? node.kind
          : COMMUNITY_COLOURS[node.community % COMMUNITY_COLOURS.length]!;
      const isNear = !near || near.has(node.id);
      this.#graph.mergeNodeAttributes(node.id, {
        label: this.#nameOf(node),
        ink,
        shape: shapeOf[node.kind],
        color: readColour(colour),
        opacity: isNear ? 1 : 0.2,
        size: base + (sizeBy === 'same' ? 0 : base * 1.4 * Math.sqrt(measure(node, sizeBy) / most)),
        labelled: this.#labelOf(node, near),
        z: isNear ? 1 : 0,
      });
    }
    const [line, planned] = [readColour('edge'), readColour('warm')];
    for (const { id, from, to, strength, status } of ties) {
      if (!this.#graph.hasEdge(id)) continue;
      const isNear = !near || (near.has(from) && near.has(to));
      this.#graph.mergeEdgeAttributes(id, {
        color: status === 'planned' ? planned : line,
        size: 1 + strength,
        opacity: isNear ? 0.9 : 0.12,
      });
    }
    if (this.#graph.hasEdge(PLAN)) this.#graph.dropEdge(PLAN);
    if (plan && this.#graph.hasNode(plan.from) && this.#graph.hasNode(plan.to))
      this.#graph.addEdgeWithKey(PLAN, plan.from, plan.to, {
        color: planned,
        size: 4,
        opacity: 1,
        path: 'curved',
      });
    this.#sigma.refresh();
  }

  /** On a phone only some are named, and shortly: the panel and the list say the rest. */
  #labelOf({ id }: GraphNode, near: Set<string> | null): 'visible' | 'hidden' | 'auto' {
    if (near) return near.has(id) ? 'visible' : 'hidden';
    if (!this.#isNarrow) return 'auto';
    return this.#named.has(id) ? 'visible' : 'hidden';
  }

  #nameOf({ title }: GraphNode): string {
    return this.#isNarrow && title.length > SHORT
      ? `${title.slice(0, SHORT - 1).trimEnd()}…`
      : title;
  }

  zoomBy(steps: number): void {
    const camera = this.#sigma.getCamera();
    void (steps > 0 ? camera.zoomIn({ duration: 200 }) : camera.zoomOut({ duration: 200 }));
  }

  whole(): void {
    void this.#sigma.getCamera().reset({ duration: 200 });
  }

  end(): void {
    this.#sigma.kill();
  }
}

/** On a phone: letters of a name, and how many are named. */
const SHORT = 14;
const FEW = 6;
const mostTied = (nodes: GraphNode[]): string[] =>
  nodes
    .filter(({ degree }) => degree > 0)
    .toSorted((a, b) => b.degree - a.degree)
    .slice(0, FEW)
    .map(({ id }) => id);
const PLAN = 'plan';
const FONT = '600 Atkinson Hyperlegible Next Variable, sans-serif';
const measure = (node: GraphNode, by: SizeBy): number =>
  by === 'ties' ? node.degree : by === 'between' ? (node.betweenness ?? 0) : 0;
