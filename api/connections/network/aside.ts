import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import { profileOf, type Network, type Profile } from '../engine/profile.ts';

/** Nodes times ties from which a network is reckoned in a thread of its own: some twenty milliseconds' work. */
const ASIDE = 1_000_000;

/**
 * Profiles by what they are reckoned from, so that one network is reckoned once however often it is asked
 * for. Nothing in it says whose network it is: equal graphs have equal figures. Bounded by nodes, of some
 * hundred bytes each.
 */
const reckoned = new LRUCache<string, Promise<Profile>>({
  maxSize: 500_000,
  maxEntrySize: 100_000,
});

/** All measures of a network; a large one is reckoned beside the server, which answers others meanwhile. */
export function profileAside(network: Network): Promise<Profile> {
  const key = digestOf(network);
  const there = reckoned.get(key);
  if (there) return there;
  const profile = reckon(network);
  reckoned.set(key, profile, { size: network.graph.nodes + 1 });
  profile.catch(() => reckoned.delete(key));
  return profile;
}

function reckon(network: Network): Promise<Profile> {
  const { graph } = network;
  if (graph.nodes * graph.ties < ASIDE) return Promise.resolve(profileOf(plain(network)));
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./aside-worker.mjs', import.meta.url), {
      workerData: plain(network),
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the engine ended without an answer')));
  });
}

function digestOf({ graph, kinds, neighbourhoods, hasPower }: Network): string {
  const digest = createHash('sha256').update(`${graph.nodes} `);
  for (const numbers of [graph.offsets, graph.targets, kinds, neighbourhoods, hasPower])
    digest.update(Int32Array.from(numbers));
  return digest.digest('base64url');
}

/** Without what else hangs on it. */
const plain = ({ graph, kinds, neighbourhoods, hasPower }: Network): Network => ({
  ...{ graph, kinds, neighbourhoods, hasPower },
});
