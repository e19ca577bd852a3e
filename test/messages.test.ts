import { describe, expect, test } from 'vitest';
import { nl } from '../web/messages/nl.ts';
import { filesIn, isSource, read } from './support/sources.ts';

type Leaf = string | ((...parts: never[]) => string);
/** Each file that is named by two letters. */
const languages = Object.fromEntries(
  await Promise.all(
    filesIn('web/messages')
      .map((path) => /\/([a-z]{2})\.ts$/.exec(path)?.[1])
      .filter((code) => code !== undefined)
      .map(async (code) => {
        const file = (await import(`../web/messages/${code}.ts`)) as Record<string, object>;
        return [code, file[code]!] as const;
      }),
  ),
);

/** Every message by its path, as `list.count`. */
function leaves(tree: object, path = ''): [path: string, leaf: Leaf][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'function'
      ? [[path + key, value as Leaf] as [string, Leaf]]
      : leaves(value as object, `${path}${key}.`),
  );
}

/** What it says, with a number or a name wherever one belongs. */
function said(leaf: Leaf): string[] {
  if (typeof leaf === 'string') return [leaf];
  const filled = (part: unknown) => leaf(...(Array(leaf.length).fill(part) as never[]));
  return [filled(0), filled(1), filled(7), filled('Atolwijk')];
}

const source = filesIn('web')
  .filter((path) => isSource(path) && !/^web\/messages\/[a-z]{2}[-.]/.test(path))
  .map(read)
  .join('\n');

/** Asked for by its name, or chosen from all that is beside it: `t.kinds[kind]`, `= t.add.where;`. */
function isUsed(path: string): boolean {
  const keys = path.split('.');
  const chosen = keys
    .slice(0, -1)
    .some((key) => new RegExp(`\\.${key}(\\[|[);,]| as |\\s?\\})`).test(source));
  const name = keys.length > 1 ? keys.slice(-2).join('\\.') : `(t|words)\\.${path}`;
  const ofAnyScreen = new RegExp(`\\bt\\[[^\\]]+\\]\\.${keys.at(-1)}\\b`);
  return chosen || ofAnyScreen.test(source) || new RegExp(`\\b${name}\\b`).test(source);
}

describe.each(Object.entries(languages))('messages in %s', (_, words) => {
  const all = leaves(words);

  test('are the same as in the other language, and none is empty', () => {
    expect(all.map(([path]) => path).sort()).toEqual(
      leaves(nl)
        .map(([path]) => path)
        .sort(),
    );
    for (const [path, leaf] of all) expect(said(leaf).join(''), path).not.toBe('');
  });

  test('say it in sentences of at most 20 words', () => {
    const long = all.flatMap(([path, leaf]) =>
      said(leaf)
        .flatMap((text) => text.split(/[.!?:…](?:\s|$)/))
        .filter((sentence) => sentence.trim().split(/\s+/).length > 20)
        .map((sentence) => `${path}: ${sentence.trim()}`),
    );
    expect([...new Set(long)]).toEqual([]);
  });

  // The bug: of one thing it was said as of many, as "1 krachtbronnen" and "it works 1 times".
  test('say it of one thing as of one', () => {
    // Of what is told in fives there is never one.
    const many =
      /(?<!at least )\b1 (krachtbronnen|verbindingen|vragen|bezoeken|kennismakingen|initiatieven|verbinders|assets|ties|connections|questions|visits|times|introductions|initiatives|connectors)\b/i;
    const ofOne = all.flatMap(([path, leaf]) => {
      const isOfParts = typeof leaf === 'function' && /^\(?\{/.test(leaf.toString());
      const one = { nodes: 1, ties: 0, isolates: 1, giantShare: 1 };
      if (typeof leaf === 'string') return [];
      const text = leaf(...(Array(leaf.length).fill(isOfParts ? one : 1) as never[]));
      return many.test(text) ? [`${path}: ${text}`] : [];
    });
    expect(ofOne).toEqual([]);
  });

  test('take the same parts as in the other language', () => {
    const parts = (tree: object) =>
      leaves(tree).map(([path, leaf]) => `${path} ${typeof leaf === 'string' ? 0 : leaf.length}`);
    expect(parts(words).sort()).toEqual(parts(nl).sort());
  });
});

test('a language is one file: nothing else knows that English is there', () => {
  expect(Object.keys(languages)).toEqual(expect.arrayContaining(['nl', 'en']));
  const knows = [...filesIn('api'), ...filesIn('web')].filter(
    (path) =>
      isSource(path) &&
      !/^web\/messages\/en[-.]/.test(path) &&
      /\/en\.ts|: 'en'|=== 'en'/.test(read(path)),
  );
  expect(knows).toEqual([]);
});

test('every message is shown somewhere', () => {
  expect(
    leaves(nl)
      .map(([path]) => path)
      .filter((path) => !isUsed(path)),
  ).toEqual([]);
});

test('no sentence stands in a screen instead of in the messages', () => {
  const screens = filesIn('web').filter((path) => path.endsWith('.svelte'));
  const found = screens.flatMap((path) => {
    const markup = read(path)
      .replace(/<script[^]*?<\/script>|<style[^]*?<\/style>|<!--[^]*?-->/g, '')
      .replace(/\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '');
    return [...markup.matchAll(/>([^<>]*[A-Za-z]{2,}[^<>]*)</g)]
      .map(([, text]) => text!.trim())
      .filter((text) => /^[A-Z][a-z]+( [a-z]+)+/.test(text))
      .map((text) => `${path}: ${text}`);
  });
  expect(found).toEqual([]);
});
