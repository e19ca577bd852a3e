import type { GraphNode, GraphTie } from '../../../api/contracts/network.ts';

/** Ids in order; ties as places in that order. */
export interface LayoutQuestion {
  ids: string[];
  from: Int32Array;
  to: Int32Array;
  /** Room that each takes, in pixels of the stage: its sign, and its name below where that is drawn. */
  widths: Float32Array;
  heights: Float32Array;
  sign: number;
  stage: Stage;
}

/** Where it is drawn, in pixels, without what is left free at the edges. */
export interface Stage {
  width: number;
  height: number;
}

/** What is drawn of each: pixels of a sign, and the name below it ('' for none). */
export interface Drawn {
  sign: number;
  /** Of a letter, on average. */
  letter: number;
  names: string[];
  stage: Stage;
}

/** By node; any unit, y upwards. */
export interface LayoutAnswer {
  x: Float32Array;
  y: Float32Array;
}

/** A longer name may lie over others. */
const LONGEST = 180;
/** Pixels of a name's line, with some air. */
const LINE = 30;

let worker: Worker | null = null;

/** Where nodes stand, worked out in a worker; the same network gets the same places. Never settles once another question comes after it. */
export function layoutOf(
  nodes: GraphNode[],
  ties: GraphTie[],
  { sign, letter, names, stage }: Drawn,
): Promise<LayoutAnswer> {
  worker?.terminate();
  const mine = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  worker = mine;
  const place = new Map(nodes.map(({ id }, n) => [id, n]));
  const question: LayoutQuestion = {
    ids: nodes.map(({ id }) => id),
    from: Int32Array.from(ties, ({ from }) => place.get(from)!),
    to: Int32Array.from(ties, ({ to }) => place.get(to)!),
    widths: Float32Array.from(names, (name) =>
      Math.max(sign, Math.min(LONGEST, letter * (name.length + 2))),
    ),
    heights: Float32Array.from(names, (name) => sign + (name ? LINE : 0)),
    sign,
    stage,
  };
  return new Promise((resolve, reject) => {
    mine.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      resolve(data);
      mine.terminate();
    };
    mine.onerror = () => reject(new Error('the places could not be worked out'));
    mine.postMessage(question);
  });
}
