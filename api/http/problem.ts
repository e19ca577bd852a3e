import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem as ProblemBody } from '../contracts/common.ts';
import { faultsOf } from '../contracts/rules.ts';
import { DatabaseError } from '../db/port.ts';
import { UnreadableInput } from '../imports/report.ts';

const titles: Record<number, string> = {
  400: 'The request is not right',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'Clashes with what is there',
  412: 'Changed by somebody else',
  413: 'Too large',
  428: 'If-Match is missing',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available just now',
};

/** An answer that says what is wrong and what to do; `faults` names every fault of the input. */
export class Problem extends Error {
  readonly status: number;
  readonly faults: ProblemBody['faults'];

  constructor(status: number, detail: string, faults?: ProblemBody['faults']) {
    super(detail);
    this.status = status;
    this.faults = faults;
  }
}

export const notFound = () => new Problem(404, 'There is nothing here that you may see.');

export const changedMeanwhile = () =>
  new Problem(412, 'Somebody changed this after you opened it. Look at it again, then change it.');

export const notAllowed = () => new Problem(403, 'Your account may not do this here.');

const refusedBy = (status: number, rule: string) => new Problem(status, rule, faultsOf(rule));

/** What a refusal of the database means to a visitor; nothing of a hidden row passes through. */
function fromDatabase(error: DatabaseError, signedIn: boolean): Problem {
  switch (error.code) {
    case '23514': // a rule of the model, named as a sentence
      return refusedBy(400, error.constraint ?? error.message);
    case '42501':
      if (/^(only|a|an) /.test(error.message)) return refusedBy(403, error.message);
      return signedIn ? notAllowed() : new Problem(401, 'Sign in to do this.');
    case '23505':
      // A pair that may be there only once, named as a sentence.
      if (error.constraint?.includes(' ')) return new Problem(409, error.constraint);
      return new Problem(409, 'This id is in use already.');
    case '23503':
      return new Problem(400, 'It refers to something that is not there.');
    case '22001':
    case '22003':
    case '22007':
    case '22008':
    case '22P02':
    case '22P05': // a null byte in text
    case '22021':
      return new Problem(400, 'A value cannot be stored as it was written.');
    case '25006':
      return new Problem(405, 'Reading does not write.');
    case '40001':
    case '40P01':
      return new Problem(409, 'Somebody else was quicker; try again.');
    case '57014':
      return new Problem(503, 'This took too long; ask for less, or try again later.');
    case '08006':
      return new Problem(503, 'The database does not answer; try again in a moment.');
    default:
      return new Problem(500, 'The fault is ours. Try again in a moment.');
  }
}

/** Every error as application/problem+json (RFC 9457). `log` hears of faults that are ours. */
export function problemAnswer(
  error: Error,
  context: Context,
  signedIn: boolean,
  log: (error: Error) => void,
): Response {
  const problem = asProblem(error, signedIn);
  if (problem.status === 500) log(error);
  return problemResponse(context, problem);
}

export function problemResponse(context: Context, { status, message, faults }: Problem): Response {
  const body: ProblemBody = {
    type: 'about:blank',
    status,
    title: titles[status] ?? 'The request failed',
    detail: message,
    ...(faults && { faults }),
  };
  return context.body(JSON.stringify(body), status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
  });
}

function asProblem(error: Error, signedIn: boolean): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseError) return fromDatabase(error, signedIn);
  if (error instanceof UnreadableInput) return new Problem(400, error.message);
  if (error instanceof HTTPException)
    return new Problem(error.status, error.message || 'The request cannot be read.');
  return new Problem(500, 'The fault is ours. Try again in a moment.');
}
