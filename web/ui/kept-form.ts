/**
 * What was typed outlives a page that is read anew: in this tab, for this account. Nobody else finds what was begun
 * on a device that goes round.
 */
export function readKept<Form>(key: string, account: string, empty: Form): Form {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as {
      account: string;
      form: Form;
    } | null;
    return kept?.account === account ? { ...empty, ...kept.form } : empty;
  } catch {
    return empty;
  }
}

export const keepForm = (key: string, account: string, form: unknown): void => {
  if (account) sessionStorage.setItem(key, JSON.stringify({ account, form }));
};

/** Was something begun here that was neither saved nor cancelled? */
export const isKept = (key: string, account: string): boolean =>
  readKept<object | null>(key, account, null) !== null;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Keeps a form from the moment that something in it is otherwise than it began: one that was only opened is not kept. */
export function keepChanged(key: string, account: string, form: unknown, begun: unknown): void {
  if (same(form, begun)) sessionStorage.removeItem(key);
  else keepForm(key, account, form);
}

/** What was typed over what stands there now: a field that nobody touched here is as somebody else left it. */
export const typedOver = <Form extends object>(typed: Form, begun: Form, now: Form): Form => ({
  ...now,
  ...Object.fromEntries(
    Object.entries(typed).filter(([field, value]) => !same(value, begun[field as keyof Form])),
  ),
});
