import { Worker } from 'node:worker_threads';
import { profileOf, type Network, type Profile } from '../engine/profile.ts';

/** Nodes times ties from which a network is reckoned in a thread of its own: some twenty milliseconds' work. */
const ASIDE = 1_000_000;

/** All measures of a network; a large one is reckoned beside the server, which answers others meanwhile. */
export function profileAside(network: Network): Profile | Promise<Profile> {
  const { graph } = network;
  if (graph.nodes * graph.ties < ASIDE) return profileOf(plain(network));
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./aside-worker.mjs', import.meta.url), {
      workerData: plain(network),
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the engine ended without an answer')));
  });
}

/** Without what else hangs on it. */
const plain = ({ graph, kinds, neighbourhoods, hasPower }: Network): Network => ({
  ...{ graph, kinds, neighbourhoods, hasPower },
});
