import { validator } from 'hono-openapi';
import type { z } from 'zod';
import { Problem } from './problem.ts';

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] };

const pathOf = (issue: Issue): string =>
  (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');

/** All faults of an input at once, as one problem. */
export function faultsProblem(issues: readonly Issue[]): Problem {
  const faults = issues.map((issue) => ({ at: pathOf(issue), says: issue.message }));
  const detail = faults.map(({ at, says }) => (at ? `${at}: ${says}` : says)).join('; ');
  return new Problem(400, detail, faults);
}

/** Validates one part of the request by its contract; the handler gets it typed by c.req.valid(). */
export const input = <Schema extends z.ZodType, Target extends 'json' | 'query' | 'param' | 'form'>(
  target: Target,
  schema: Schema,
) =>
  validator(target, schema, (result) => {
    if (!result.success) throw faultsProblem(result.error);
  });
