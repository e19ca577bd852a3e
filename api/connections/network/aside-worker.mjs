import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// A thread does not inherit how its process reads TypeScript.
register();
const { profileOf } = await import('../engine/profile.ts');
parentPort?.postMessage(profileOf(workerData));
