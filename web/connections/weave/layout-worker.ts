import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { fit, pushApart } from './apart.ts';
import type { LayoutAnswer, LayoutQuestion } from './layout.ts';

/** Up to so many every name is drawn, and none should lie over another. */
const NAMED = 150;

/** Works out where nodes stand, away from the page, so that it goes on hearing its visitor. */
self.onmessage = ({ data }: MessageEvent<LayoutQuestion>) => {
  const { ids, from, to, stage, ...room } = data;
  const graph = new Graph({ type: 'undirected' });
  for (const [n, id] of ids.entries()) graph.addNode(n, startOf(id, ids.length));
  for (const [i, a] of from.entries()) if (a !== to[i]) graph.mergeEdge(a, to[i]!);
  const tied = graph.filterNodes((node) => graph.degree(node) > 0);
  const alone = graph.filterNodes((node) => graph.degree(node) === 0);
  for (const node of alone) graph.dropNode(node);
  if (tied.length > 1)
    forceAtlas2.assign(graph, {
      iterations: tied.length < 300 ? 600 : 250,
      settings: {
        ...forceAtlas2.inferSettings(graph),
        barnesHutOptimize: tied.length > 300,
        strongGravityMode: true,
        gravity: 0.08,
        scalingRatio: 12,
        adjustSizes: false,
      },
    });
  const x = new Float32Array(ids.length);
  const y = new Float32Array(ids.length);
  const box = { left: 0, right: 0, bottom: 0, top: 0 };
  graph.forEachNode((node, at) => {
    x[Number(node)] = at['x'] as number;
    y[Number(node)] = at['y'] as number;
    box.left = Math.min(box.left, at['x'] as number);
    box.right = Math.max(box.right, at['x'] as number);
    box.bottom = Math.min(box.bottom, at['y'] as number);
    box.top = Math.max(box.top, at['y'] as number);
  });
  // Who stands alone stands together at the foot, in rows, to be seen and not to be lost at the edge.
  const width = Math.max(box.right - box.left, 40);
  const inRow = Math.max(3, Math.ceil(Math.sqrt(alone.length * 4)));
  const step = width / inRow;
  for (const [n, node] of alone.entries()) {
    x[Number(node)] = box.left + step * ((n % inRow) + 0.5);
    y[Number(node)] = box.bottom - step * 0.6 * (Math.floor(n / inRow) + 1.4);
  }
  // Pushed apart they need more room, so they are drawn smaller: a few times, until both hold.
  if (ids.length <= NAMED)
    for (let round = 0; round < 4; round++) {
      fit(x, y, stage);
      pushApart({ x, y, ...room });
    }
  self.postMessage({ x, y } satisfies LayoutAnswer, { transfer: [x.buffer, y.buffer] });
};

/** A place that follows from the id, so that a network looks alike from visit to visit. */
function startOf(id: string, count: number): { x: number; y: number } {
  const angle = (parseInt(id.slice(0, 6), 16) / 0xffffff) * 2 * Math.PI;
  const radius = Math.sqrt(count) * (3 + (parseInt(id.slice(9, 13), 16) / 0xffff) * 7);
  return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius };
}
