import type { Messages } from './nl.ts';

/** What carries numbers or codes, as people here say it. */
const filledIn: [rule: RegExp, say: (t: Messages, ...found: string[]) => string][] = [
  [/^has at most (\d+) characters$/, (t, most) => t.longest(Number(most))],
  [/^is a code from 0 to (\d+)$/, (t, most) => t.answers.code(most!)],
  [/^is one of (\d+(?:, \d+)*)$/, (t, codes) => t.answers.one(codes!)],
  [/^are some of (\d+(?:, \d+)*), each once$/, (t, codes) => t.answers.some(codes!)],
  [/^is a number from (\S+) to (\S+)$/, (t, least, most) => t.answers.number(least!, most!)],
];

/** A rule of the server in the visitor's words; null where we have none for it. */
export function ruleText(says: string, t: Messages): string | null {
  for (const [rule, say] of filledIn) {
    const found = rule.exec(says);
    if (found) return say(t, ...found.slice(1));
  }
  return t.server[says] ?? null;
}
