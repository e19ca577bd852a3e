import { expect, test } from 'vitest';
import { profileAside } from '../api/connections/network/aside.ts';
import { profileOf } from '../api/connections/engine/profile.ts';
import { graphOf } from '../api/connections/engine/graph.ts';
import { randomFrom } from '../api/connections/engine/random.ts';

test('a large network is reckoned beside the server, and comes out the same', async () => {
  const [nodes, ties] = [900, 1800];
  const random = randomFrom(1);
  const end = () => Int32Array.from({ length: ties }, () => Math.floor(random() * nodes));
  const groups = Int32Array.from({ length: nodes }, (_, v) => v % 6);
  const network = {
    graph: graphOf(nodes, end(), end()),
    ...{
      kinds: groups,
      neighbourhoods: groups,
      hasPower: groups.map((kind) => Number(kind === 2)),
    },
  };
  const answer = profileAside(network);
  // A small one is answered at once.
  expect(answer).toBeInstanceOf(Promise);
  expect(await answer).toEqual(profileOf(network));
});
