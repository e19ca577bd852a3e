import Graph from 'graphology';
import Sigma from 'sigma';
import { layerFill, pathCurved, pathLine } from 'sigma/rendering';
import { breaths } from '../../ui/pause.ts';
import { Hand } from './hand.ts';
import { layoutOf } from './layout.ts';
import { Look, type Shown } from './look.ts';
import { shapes } from './shapes.ts';

/** Draws a network into an element, in WebGL. */
export class Drawing {
  readonly #graph = new Graph({ type: 'undirected', multi: true });
  readonly #sigma: Sigma;
  readonly #hand: Hand;
  /** Counts networks that were begun: an earlier one is not gone on with. */
  #round = 0;
  /** A phone: less room for signs and names. */
  readonly #isNarrow: boolean;
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
    this.#hand = new Hand(container, this.#sigma, this.#graph, onpick);
  }

  /** Another network: places are worked out first. Throws when they cannot be. */
  async show(shown: Shown): Promise<void> {
    const { nodes, ties } = shown;
    const look = new Look(shown, this.#isNarrow);
    const { x, y } = await layoutOf(nodes, ties, {
      sign: this.#isNarrow ? 24 : 34,
      letter: this.#isNarrow ? 6.4 : 7.2,
      names: nodes.map((node) => (look.isNamed(node) ? look.nameOf(node) : '')),
      stage: this.#stage(),
    });
    // One by one, with breaths between: all at once would keep the page from hearing its visitor.
    const round = (this.#round += 1);
    const graph = this.#graph;
    graph.clear();
    const breathe = breaths();
    for (const [n, node] of nodes.entries()) {
      graph.addNode(node.id, { x: x[n], y: y[n], ...look.node(node) });
      await breathe();
      if (round !== this.#round) return;
    }
    for (const tie of ties) {
      graph.addEdgeWithKey(tie.id, tie.from, tie.to, look.tie(tie));
      await breathe();
      if (round !== this.#round) return;
    }
    this.#plan(graph, shown, look);
    // What sigma has not taken in yet cannot be painted anew.
    await new Promise<void>((done) => this.#sigma.once('afterRender', () => done()));
  }

  #stage() {
    const { width, height } = this.#sigma.getDimensions();
    const free = 2 * this.#padding;
    return { width: Math.max(width - free, 100), height: Math.max(height - free, 100) };
  }

  /** The same network, looked at in another way. */
  paint(shown: Shown): void {
    const look = new Look(shown, this.#isNarrow);
    const graph = this.#graph;
    const nodes = new Map(shown.nodes.map((node) => [node.id, node]));
    const ties = new Map(shown.ties.map((tie) => [tie.id, tie]));
    graph.updateEachNodeAttributes((id, was) => {
      const node = nodes.get(id);
      return node ? { ...was, ...look.node(node) } : was;
    });
    graph.updateEachEdgeAttributes((id, was) => {
      const tie = ties.get(id);
      return tie ? { ...was, ...look.tie(tie) } : was;
    });
    this.#plan(graph, shown, look);
    this.#sigma.refresh();
  }

  #plan(graph: Graph, { plan }: Shown, look: Look): void {
    if (graph.hasEdge(PLAN)) graph.dropEdge(PLAN);
    if (plan && graph.hasNode(plan.from) && graph.hasNode(plan.to))
      graph.addEdgeWithKey(PLAN, plan.from, plan.to, look.plan());
  }

  zoomBy(steps: number): void {
    const camera = this.#sigma.getCamera();
    void (steps > 0 ? camera.zoomIn({ duration: 200 }) : camera.zoomOut({ duration: 200 }));
  }

  whole(): void {
    void this.#sigma.getCamera().reset({ duration: 200 });
  }

  end(): void {
    this.#round += 1;
    this.#hand.end();
    this.#sigma.kill();
  }
}

const PLAN = 'plan';
const FONT = '600 Atkinson Hyperlegible Next Variable, sans-serif';
