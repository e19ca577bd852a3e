import { v4 as newId } from 'uuid';
import { isKept, keepForm, readKept, typedOver } from './kept-form.ts';

interface Begun<Form> {
  /** Of what is made or changed: sent again after a bad connection, it is the same. */
  id: string;
  /** As it was when somebody began; 0 of what is new. */
  version: number;
  form: Form;
}

/**
 * What is typed of something that others may change meanwhile. It outlives a page that is read anew, with what it began
 * as: so what somebody else changed is told from what was typed here, and is not written over unseen.
 */
export class KeptEdit<Form extends object> {
  id = $state('');
  form = $state() as Form;
  version = $state(0);
  /** Somebody else saved: first what stands there now is fetched. */
  stale = $state(false);
  /** It was fetched, and what was typed stands in it. */
  merged = $state(false);
  #begun = $state.raw() as Form;
  #isOver = false;
  readonly #key: string;

  constructor(key: string, account: string, begun: Begun<Form>) {
    this.#key = key;
    const kept = readKept(key, account, { ...begun, begun: begun.form });
    this.id = kept.id;
    this.form = kept.form;
    this.version = kept.version;
    this.#begun = kept.begun;
    $effect(() => {
      const { id, form, version } = this;
      const isTouched = JSON.stringify(form) !== JSON.stringify(this.#begun);
      if (isTouched && !this.#isOver)
        keepForm(key, account, { id, form, version, begun: this.#begun });
      else if (isKept(key, account)) sessionStorage.removeItem(key);
    });
  }

  /** What was sent was not taken, for this status. Answers whether somebody else saved meanwhile. */
  refused(status: number): boolean {
    this.stale = status === 412;
    // Its first text came in: what is typed now is another one, if it is to be one.
    if (status === 409 && this.version === 0) this.id = newId();
    return this.stale;
  }

  /** Saved, or let go of. */
  forget(): void {
    this.#isOver = true;
    sessionStorage.removeItem(this.#key);
  }

  /** What stands there now, with what was typed over it. */
  take(version: number, now: Form): void {
    this.form = typedOver(this.form, this.#begun, now);
    this.#begun = now;
    this.version = version;
    this.stale = false;
    this.merged = true;
  }
}
