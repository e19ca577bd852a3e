import { Problem } from '../http/problem.ts';
import type { SendMail } from '../mail.ts';

export type SendCode = (email: string, code: string) => Promise<void>;

/**
 * How codes reach people: by e-mail; without it, in embedded mode, on the server's own output
 * (`say`); elsewhere not at all, and that is said.
 */
export function codeSender(
  send: SendMail | null,
  embedded: boolean,
  say: (line: string) => void,
): SendCode {
  if (send)
    return (to, code) =>
      send({
        to,
        subject: `${code} is je code voor Buurtweefsel`,
        text: `Je code is ${code}. Hij werkt tien minuten.\n\nHeb je niet om een code gevraagd? Dan hoef je niets te doen.\n\n---\nYour code is ${code}. It works for ten minutes.\n`,
      }).catch(() => {
        throw new Problem(503, 'The e-mail could not be sent. Try again in a moment.');
      });
  if (embedded) return async (email, code) => say(`Sign-in code for ${email}: ${code}`);
  return async () => {
    throw new Problem(
      503,
      'This server has no e-mail set up (SMTP_URL), so it cannot send a code.',
    );
  };
}
