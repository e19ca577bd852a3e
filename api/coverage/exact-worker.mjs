import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// A thread does not inherit how its process reads TypeScript.
register();
const { default: highs } = await import('highs');
const { exact } = await import('./engine/exact-sites.ts');
const { candidates, count, seconds } = workerData;
parentPort?.postMessage(exact(await highs(), candidates, count, seconds));
