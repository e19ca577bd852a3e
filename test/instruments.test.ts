import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { instrumentDefinition } from '../api/contracts/surveys.ts';
import { shipped } from '../api/initiatives/waves/shipped.ts';

/** Of each version, for ever: what was asked once is not changed. A change is another version, with a line of its own. */
const kept: Record<string, string> = {
  'cohesion 1': '3a625176b5dec2f4',
  'participants 1': 'c16768e5fff32acc',
  'network 1': 'd38508972832fa96',
  'competences 1': '4290477d0d27947a',
};

test('a shipped version never changes', () => {
  for (const { key, version, definition } of shipped) {
    const bytes = JSON.stringify(definition);
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16), `${key} ${version}`).toBe(
      kept[`${key} ${version}`],
    );
  }
  expect(shipped).toHaveLength(Object.keys(kept).length);
});

test('shipped instruments are what an instrument must be, in both languages', () => {
  for (const { definition } of shipped) {
    expect(instrumentDefinition.parse(definition)).toEqual(definition);
    for (const { words } of definition.items) expect(words.en).not.toBe('');
  }
});
