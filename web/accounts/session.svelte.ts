import type { ConnectorCard, Role, Session } from '../../api/contracts/session.ts';
import { api } from '../api.ts';
import { connection, forgetAnswers } from '../offline/connection.svelte.ts';
import { messages } from '../messages/current.svelte.ts';
import { device } from '../ui/device.ts';

const LAST = 'looked-last';

/** Who is signed in, for the whole page. */
class CurrentSession {
  #session = $state.raw<Session>({ account: null, demo: false });
  /** Counts changes of who looks: what is shown depends on it. */
  changes = $state(0);
  /** Counts how often somebody said that they go: not a session that ran out. */
  farewells = $state(0);

  get account() {
    return this.#session.account;
  }

  get demo() {
    return this.#session.demo;
  }

  /** The wijk or buurt where the visitor lives. */
  get home() {
    return this.account?.roles.find(({ role }) => role === 'resident') ?? null;
  }

  get isConnector(): boolean {
    return this.account?.roles.some(({ role }) => role === 'connector') ?? false;
  }

  get isCoordinator(): boolean {
    return this.account?.roles.some(({ role }) => role === 'coordinator') ?? false;
  }

  /** May hold waves, somewhere. */
  get holdsWaves(): boolean {
    const roles = this.account?.roles ?? [];
    return roles.some(({ role }) => ['coordinator', 'researcher'].includes(role));
  }

  /** Takes part in learning from what happens: wherever. */
  get learns(): boolean {
    const roles = this.account?.roles ?? [];
    return roles.some(({ role }) => ['connector', 'coordinator', 'researcher'].includes(role));
  }

  /** Looks for a municipality. */
  get governs(): boolean {
    return this.account?.roles.some(({ role }) => role === 'municipality') ?? false;
  }

  /** Codes of the areas where the visitor connects or coordinates. */
  get keepsIn(): string[] {
    return this.#areasOf(['connector', 'coordinator']);
  }

  /** And of those where they study or govern, too. */
  get learnsIn(): string[] {
    return this.#areasOf(['connector', 'coordinator', 'researcher', 'municipality']);
  }

  #areasOf(held: Role[]): string[] {
    const roles = (this.account?.roles ?? []).filter(({ role }) => held.includes(role));
    return [...new Set(roles.map(({ area }) => area))];
  }

  /** Codes of the areas where the visitor connects. */
  get connectsIn(): string[] {
    return (this.account?.roles ?? [])
      .filter(({ role }) => role === 'connector')
      .map(({ area }) => area);
  }

  get confirmsProposals(): boolean {
    return (
      this.account?.roles.some(({ role, trusted }) => role === 'connector' || trusted) ?? false
    );
  }

  async load(): Promise<void> {
    await this.#take(await api.session());
  }

  async verify(email: string, code: string): Promise<void> {
    await this.#take(await api.verifyCode(email, code));
  }

  async beExample(role: Role): Promise<void> {
    await this.#take(await api.signInAsExample(role));
  }

  async live(home: string): Promise<void> {
    await this.#take(await api.changeAccount({ home }));
  }

  async rename(name: string | null): Promise<void> {
    await this.#take(await api.changeAccount({ name }));
  }

  async showCard(card: ConnectorCard | null): Promise<void> {
    await this.#take(await api.changeAccount({ card }));
  }

  /** The account goes, with all that only it may keep. */
  async leave(): Promise<void> {
    await api.leave();
    await this.#part();
  }

  async speak(language: string): Promise<void> {
    await messages.keep(language);
    if (this.account) this.#session = await api.changeAccount({ language });
  }

  async end(): Promise<void> {
    await api.signOut();
    await this.#part();
  }

  async #part(): Promise<void> {
    await this.#take({ account: null, demo: this.demo });
    this.farewells += 1;
  }

  async #take(session: Session): Promise<void> {
    const other = session.account?.id !== this.account?.id;
    const id = session.account?.id ?? '';
    // What is kept for where there is no signal is kept for one: not for who comes after.
    if (!connection.lost && (device.read(LAST) ?? '') !== id) {
      await forgetAnswers();
      device.write(LAST, id);
    }
    this.#session = session;
    if (other) this.changes += 1;
  }
}

export const session = new CurrentSession();
