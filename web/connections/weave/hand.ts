import type Graph from 'graphology';
import type Sigma from 'sigma';

interface Point {
  x: number;
  y: number;
}

/** Pixels beside a sign that still are it: a finger is wider than a mouse. */
const NEAR = { mouse: 6, pen: 8, touch: 16 };
/** Pixels that a hand trembles while it taps. */
const STILL = 5;
/** How near one comes, and how far. */
const RATIOS = { least: 0.02, most: 3 };
/** What sigma would hear of its own accord. */
const HEARD = [
  ...['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'contextmenu'],
  ...['touchstart', 'touchmove', 'touchend', 'touchcancel'],
];

/**
 * A hand over the drawing: it drags, pinches, rolls the wheel, and points at a sign. In place of sigma's own, which
 * asks the graphics what lies under the pointer and so waits for all that is still being drawn: on a machine that
 * draws without a graphics card a third of a second.
 */
export class Hand {
  readonly #container: HTMLElement;
  readonly #sigma: Sigma;
  readonly #graph: Graph;
  readonly #onpick: (id: string | null) => void;
  /** Fingers on the drawing, by their ids. */
  readonly #down = new Map<number, Point>();
  readonly #end = new AbortController();
  #start: Point | null = null;
  #pointed: number | null = null;

  constructor(
    container: HTMLElement,
    sigma: Sigma,
    graph: Graph,
    onpick: (id: string | null) => void,
  ) {
    this.#container = container;
    this.#sigma = sigma;
    this.#graph = graph;
    this.#onpick = onpick;
    const { signal } = this.#end;
    const before = { capture: true, signal };
    container.style.touchAction = 'none';
    for (const name of HEARD)
      container.addEventListener(name, (event) => event.stopPropagation(), before);
    container.addEventListener('pointerdown', (event) => this.#press(event), before);
    container.addEventListener('pointermove', (event) => this.#move(event), before);
    container.addEventListener('pointerup', (event) => this.#lift(event), before);
    container.addEventListener('pointercancel', ({ pointerId }) => this.#leave(pointerId), before);
    container.addEventListener('wheel', (event) => this.#roll(event), {
      ...before,
      passive: false,
    });
  }

  end(): void {
    this.#end.abort();
    if (this.#pointed !== null) cancelAnimationFrame(this.#pointed);
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#container.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    this.#start = this.#down.size === 0 ? at : null;
    this.#down.set(event.pointerId, at);
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event);
    const was = this.#down.get(event.pointerId);
    if (!was) return this.#pointAt(at, event.pointerType);
    if (this.#start && distance(this.#start, at) < STILL) return;
    this.#start = null;
    const [other] = [...this.#down.entries()].filter(([id]) => id !== event.pointerId);
    if (other) this.#pinch(was, at, other[1]);
    else this.#drag(was, at);
    this.#down.set(event.pointerId, at);
  }

  #lift(event: PointerEvent): void {
    const tapped = this.#down.size === 1 && this.#start;
    this.#leave(event.pointerId);
    if (tapped) this.#onpick(this.#signAt(tapped, event.pointerType));
  }

  #leave(pointer: number): void {
    this.#down.delete(pointer);
    this.#start = null;
  }

  #drag(was: Point, at: Point): void {
    const [from, to] = [
      this.#sigma.viewportToFramedGraph(was),
      this.#sigma.viewportToFramedGraph(at),
    ];
    const camera = this.#sigma.getCamera();
    const { x, y } = camera.getState();
    camera.setState({ x: x + from.x - to.x, y: y + from.y - to.y });
  }

  #pinch(was: Point, at: Point, other: Point): void {
    const before = middle(was, other);
    const now = middle(at, other);
    this.#zoom(now, distance(was, other) / Math.max(1, distance(at, other)));
    this.#drag(before, now);
  }

  #roll(event: WheelEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 32 : 1;
    this.#zoom(
      this.#at(event),
      Math.exp(Math.max(-240, Math.min(240, event.deltaY * lines)) * 0.002),
    );
  }

  /** What is at a point stays there. */
  #zoom(at: Point, by: number): void {
    const camera = this.#sigma.getCamera();
    const ratio = Math.max(RATIOS.least, Math.min(RATIOS.most, camera.getState().ratio * by));
    camera.setState(this.#sigma.getViewportZoomedState(at, ratio));
  }

  /** Once a frame. */
  #pointAt(at: Point, pointer: string): void {
    if (this.#pointed !== null) return;
    this.#pointed = requestAnimationFrame(() => {
      this.#pointed = null;
      this.#container.style.cursor = this.#signAt(at, pointer) ? 'pointer' : '';
    });
  }

  /** The nearest sign at a point of the drawing. */
  #signAt(at: Point, pointer: string): string | null {
    const near = NEAR[pointer as keyof typeof NEAR] ?? NEAR.mouse;
    let [found, least]: [string | null, number] = [null, Infinity];
    this.#graph.forEachNode((id, { x, y, size }) => {
      const away =
        distance(at, this.#sigma.graphToViewport({ x: x as number, y: y as number })) -
        this.#sigma.scaleSize(size as number);
      if (away <= near && away < least) [found, least] = [id, away];
    });
    return found;
  }

  #at(event: MouseEvent): Point {
    const { left, top } = this.#container.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
