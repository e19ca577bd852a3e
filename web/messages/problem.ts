import { ApiProblem } from '../api.ts';
import type { Messages } from './nl.ts';
import { ruleText } from './rules.ts';

/** What went wrong, and what to do, in the visitor's words. */
export function problemText(error: unknown, t: Messages): string {
  if (!(error instanceof ApiProblem)) return t.wrong.server;
  switch (error.status) {
    case 0:
      return t.wrong.offline;
    case 400:
      return (
        ruleText(error.message, t) ??
        // One fault that we have words for says more than that something is wrong.
        (error.faults.length === 1 ? ruleText(error.faults[0]!.says, t) : null) ??
        t.wrong.invalid
      );
    case 401:
      return t.wrong.signIn;
    case 403:
      return ruleText(error.message, t) ?? t.wrong.forbidden;
    case 404:
      return t.wrong.missing;
    case 409:
      return ruleText(error.message, t) ?? t.wrong.server;
    case 412:
      return t.wrong.stale;
    case 413:
      return t.wrong.tooLarge;
    case 429:
      return t.wrong.tooMany;
    default:
      return t.wrong.server;
  }
}

/** The same where somebody only looked: nothing was typed that could be lost. */
export const readingText = (error: unknown, t: Messages): string =>
  error instanceof ApiProblem && error.status === 0 ? t.offline.notKept : problemText(error, t);

/** Faults by the field they belong to (`contact.email`; `tags.2` counts as `tags`). */
export function faultTexts(error: unknown, t: Messages): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.faults.map(({ at, says }) => [
      at.replace(/\.\d+$/, ''),
      ruleText(says, t) ?? t.wrong.field,
    ]),
  );
}
