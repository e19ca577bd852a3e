import type { Actor } from '../db/port.ts';

/** Who says that somebody is who they are: ourselves (local.ts) or Supabase Auth (supabase.ts). */
export interface SignIn {
  /** Sends a code; `from` is the sender's network address, for the rate limit only. */
  requestCode(email: string, from: string): Promise<void>;
  /** The cookie's value for whoever knows the code. Throws Problem 400, 429. */
  verifyCode(email: string, code: string, from: string): Promise<string>;
  /** Who a cookie stands for, and its next value where it was renewed. Null: nobody. */
  read(cookie: string): Promise<{ actor: Actor; renewed?: string } | null>;
  /** The cookie is worth nothing from now on. */
  end(cookie: string): Promise<void>;
  /** The account is gone: whatever stands for it is worth nothing. */
  forget(accountId: string): Promise<void>;
  /** A cookie for an account without a code; only where example accounts are. */
  startFor?(accountId: string): Promise<string>;
}
