import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string,
  salt: string,
  length: number,
  options: { N: number; r: number; p: number },
) => Promise<Buffer>;

/**
 * Whom answers are of, from the code that only they hold: the same in every wave and after a restore, and not to be
 * turned back. Slow on purpose (scrypt, RFC 7914): a code has 40 bits.
 */
export async function personOf(code: string | null): Promise<string | null> {
  if (code === null) return null;
  const hash = await derive(code, 'buurtweefsel survey', 24, { N: 16_384, r: 8, p: 1 });
  return hash.toString('base64url');
}
