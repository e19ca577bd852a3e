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
