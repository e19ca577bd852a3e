import type { GraphNode, GraphTie } from '../../../api/contracts/network.ts';

/** Ids in order; ties as places in that order. */
export interface LayoutQuestion {
  ids: string[];
  from: Int32Array;
  to: Int32Array;
}

/** By node; any unit, y upwards. */
export interface LayoutAnswer {
  x: Float32Array;
  y: Float32Array;
}

let worker: Worker | null = null;

/** Where nodes stand, worked out in a worker; the same network gets the same places. Never settles once another question comes after it. */
export function layoutOf(nodes: GraphNode[], ties: GraphTie[]): Promise<LayoutAnswer> {
  worker?.terminate();
  const mine = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  worker = mine;
  const place = new Map(nodes.map(({ id }, n) => [id, n]));
  const question: LayoutQuestion = {
    ids: nodes.map(({ id }) => id),
    from: Int32Array.from(ties, ({ from }) => place.get(from)!),
    to: Int32Array.from(ties, ({ to }) => place.get(to)!),
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
