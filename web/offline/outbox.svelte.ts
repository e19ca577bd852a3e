import type { Asset, AssetChange, NewAssetInput } from '../../api/contracts/assets.ts';
import { session } from '../accounts/session.svelte.ts';
import type { Content } from '../assets/add/draft.svelte.ts';
import { api, ApiProblem } from '../api.ts';
import {
  entries,
  type About,
  type ChosenPhoto,
  type Entry,
  type Kept,
  type Work,
} from './entries.ts';
import { send } from './send.ts';

/** Longer than this nobody waits at a form: what was asked is kept, and goes by itself. */
const PATIENCE_MS = 8000;
/** What a server cannot do just now: first soon again, then ever later. */
const AGAIN_MS = { first: 1000, last: 30_000 };

/**
 * Everything that people add or change goes through here: first kept in the browser, then sent, one
 * after the other in the order of asking, by one tab at a time.
 */
class Outbox {
  entries = $state.raw<Kept[]>([]);
  /** What an earlier visit left is read. */
  known = $state(false);
  /** Counts what arrived: what is shown may have changed. */
  arrived = $state(0);
  /** The last of them, as it became. */
  newest = $state.raw<Asset | null>(null);
  /** What was added on this device since the page was opened, and arrived later. */
  #sent = $state.raw<{ account: string | null; asset: Asset }[]>([]);
  /** Those that a form waits for, to hear of a refusal itself. */
  #awaited = new Map<number, (outcome: Asset | ApiProblem) => void>();
  #again = AGAIN_MS.first;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channel = new BroadcastChannel('outbox');

  /** Waits for the signal: to be sent without anybody's doing. */
  get waiting(): Kept[] {
    return this.entries.filter(({ state }) => state === 'waiting');
  }

  /** What waits for an answer of whoever asked. */
  get asking(): Kept[] {
    return this.entries.filter(({ state }) => state !== 'waiting');
  }

  /** Of what was sent, each as it became. */
  get sent(): Asset[] {
    const mine = session.account?.id ?? null;
    return this.#sent.filter(({ account }) => account === mine).map(({ asset }) => asset);
  }

  /** Of another account, or of this one before its session ended. */
  isOthers = (entry: Kept): boolean => entry.account !== (session.account?.id ?? null);

  /** Of an asset, what is there to be shown to who is at the screen. */
  of = (asset: string, what: Work['what']): Kept[] =>
    this.entries.filter(
      (entry) =>
        entry.asset === asset &&
        entry.what === what &&
        (session.account === null || !this.isOthers(entry)),
    );

  /** What an earlier visit left is sent; call once. */
  start(): void {
    this.#channel.onmessage = () => void this.#read();
    void this.#read().then(() => this.flush());
  }

  /** The asset as it became; null when it waits. Throws ApiProblem when it is refused. */
  add(json: NewAssetInput, photos: ChosenPhoto[], typed: Content): Promise<Asset | null> {
    const about = { asset: json.id, title: json.title, kind: json.kind };
    return this.#put(about, [
      {
        what: 'add',
        json: $state.snapshot(json) as NewAssetInput,
        typed: $state.snapshot(typed) as Content,
      },
      ...photos.map(toWork),
    ]);
  }

  change(asset: Asset, json: AssetChange): Promise<Asset | null> {
    return this.#put(aboutOf(asset), [
      { what: 'change', version: asset.version, json: $state.snapshot(json) as AssetChange },
    ]);
  }

  addPhoto(asset: Asset, photo: ChosenPhoto): Promise<Asset | null> {
    return this.#put(aboutOf(asset), [toWork(photo)]);
  }

  /** The photos that wait for an asset. */
  photosOf(asset: string): ChosenPhoto[] {
    return this.entries.flatMap((entry) =>
      entry.what === 'photo' && entry.asset === asset
        ? [{ id: entry.photo, file: entry.file, alt: entry.alt }]
        : [],
    );
  }

  /** Takes entries back, with what hangs on them: a photo of what is not added goes nowhere. */
  async drop(entry: Kept): Promise<void> {
    const gone = this.entries.filter(
      ({ order, asset }) =>
        order === entry.order || (entry.what === 'add' && asset === entry.asset),
    );
    await entries.remove(gone.map(({ order }) => order));
    // What was held by it goes.
    await this.flush();
  }

  /** Mine over theirs, knowing theirs. */
  async insist(entry: Kept): Promise<void> {
    await entries.change(entry.order, (kept) => {
      const { theirs, refusal: _, ...rest } = kept;
      return { ...rest, state: 'waiting', ...(theirs && { version: theirs.version }) } as Entry;
    });
    await this.flush();
  }

  /** Sends what can be sent; one tab at a time. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await locked(() => this.#sendAll());
    await this.#told();
    if (!this.waiting.some((entry) => !this.isOthers(entry))) return;
    this.#timer = setTimeout(() => void this.flush(), this.#again);
    this.#again = Math.min(2 * this.#again, AGAIN_MS.last);
  }

  async #put(about: About, works: Work[]): Promise<Asset | null> {
    const account = session.account?.id ?? null;
    const orders = await entries.put(
      works.map((work) => ({ ...about, ...work, account, made: Date.now(), state: 'waiting' })),
    );
    const first = orders[0]!;
    await this.#told();
    const outcome = await new Promise<Asset | ApiProblem | null>((heard) => {
      this.#awaited.set(first, heard);
      setTimeout(() => heard(null), PATIENCE_MS);
      void this.flush().then(() => heard(null));
    });
    this.#awaited.delete(first);
    if (!(outcome instanceof ApiProblem)) return outcome;
    // The form has it all still, and says what is wrong.
    await entries.remove(orders);
    await this.#told();
    throw outcome;
  }

  async #sendAll(): Promise<void> {
    const kept = await entries.all();
    if (kept.length === 0) return;
    const account = await whoIsSignedIn();
    if (account === undefined) return;
    /** Assets of which something earlier has not gone. */
    const held: string[] = [];
    for (const entry of kept) {
      if (entry.state !== 'waiting' || entry.account !== account || held.includes(entry.asset)) {
        // Without one photo the others are right all the same.
        if (entry.what !== 'photo') held.push(entry.asset);
        continue;
      }
      const outcome = await send(entry);
      if (outcome.is === 'unreachable') return;
      if (outcome.is === 'done') {
        await entries.done(entry, outcome.asset.version);
        this.arrived += 1;
        this.newest = outcome.asset;
        if (!this.#awaited.has(entry.order))
          this.#sent = [
            ...this.#sent.filter(({ asset }) => asset.id !== entry.asset),
            { account, asset: outcome.asset },
          ];
        this.#again = AGAIN_MS.first;
        this.#awaited.get(entry.order)?.(outcome.asset);
        continue;
      }
      if (entry.what !== 'photo' || outcome.is === 'later') held.push(entry.asset);
      if (outcome.is === 'later') continue;
      const heard = this.#awaited.get(entry.order);
      if (outcome.is === 'refused' && heard) heard(outcome.problem);
      else if (outcome.is === 'refused') await refuse(entry, outcome.problem);
      else if (heard) heard(new ApiProblem(412, ''));
      else
        await entries.change(entry.order, (now) => ({
          ...now,
          state: 'conflict',
          theirs: outcome.theirs,
        }));
    }
  }

  /** This tab and the others show what is. */
  async #told(): Promise<void> {
    await this.#read();
    this.#channel.postMessage(null);
  }

  async #read(): Promise<void> {
    this.entries = await entries.all();
    this.known = true;
  }
}

const aboutOf = ({ id, title, kind }: Asset): About => ({ asset: id, title, kind });

const toWork = ({ id, file, alt }: ChosenPhoto): Work => ({ what: 'photo', photo: id, file, alt });

const refuse = ({ order }: Kept, { status, message, faults }: ApiProblem) =>
  entries.change(order, (now) => ({
    ...now,
    state: 'refused',
    refusal: { status, detail: message, faults },
  }));

/** Asked of the server: a session may have ended. Undefined without a signal. */
async function whoIsSignedIn(): Promise<string | null | undefined> {
  try {
    const { account } = await api.sessionNow();
    const id = account?.id ?? null;
    if (id !== (session.account?.id ?? null)) await session.load();
    return id;
  } catch {
    return undefined;
  }
}

// Without the browser's locks (plain http on a local network) at least one after the other here.
let turn: Promise<unknown> = Promise.resolve();
function locked(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) return navigator.locks.request('outbox', work);
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

export const outbox = new Outbox();
