import { parentPort, workerData } from 'node:worker_threads';
import { profileOf } from '../engine/profile.ts';

parentPort?.postMessage(profileOf(workerData));
