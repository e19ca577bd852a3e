import type { Asset, AssetChange } from '../../api/contracts/assets.ts';
import { api, ApiProblem } from '../api.ts';
import type { Entry } from './entries.ts';

export type Outcome =
  | { is: 'done'; asset: Asset }
  /** There is no signal. */
  | { is: 'unreachable' }
  /** The server cannot just now. */
  | { is: 'later' }
  | { is: 'refused'; problem: ApiProblem }
  | { is: 'conflict'; theirs: Asset };

/** Sends one; whatever was broken off before may have arrived, and is recognised. */
export async function send(entry: Entry): Promise<Outcome> {
  try {
    return { is: 'done', asset: await write(entry) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 412 && entry.what === 'change') return compare(entry);
    if (error.status === 0) return { is: 'unreachable' };
    const passes = error.status === 429 || error.status >= 500;
    return passes ? { is: 'later' } : { is: 'refused', problem: error };
  }
}

function write(entry: Entry): Promise<Asset> {
  switch (entry.what) {
    case 'add':
      return api.add(entry.json);
    case 'change':
      return api.change(entry.asset, entry.version, entry.json);
    case 'photo':
      return api.addPhoto(entry.asset, entry.photo, entry.alt, entry.file);
  }
}

/** It changed since: by us, when the answer was lost on the way; else by somebody else. */
async function compare(entry: Entry & { what: 'change' }): Promise<Outcome> {
  try {
    const theirs = await api.asset(entry.asset);
    return holds(theirs, entry.json) ? { is: 'done', asset: theirs } : { is: 'conflict', theirs };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return error.status === 404 ? { is: 'refused', problem: error } : { is: 'later' };
  }
}

/** Does an asset say already what a change wants? */
export const holds = (asset: Asset, change: AssetChange): boolean =>
  Object.entries(change).every(
    ([field, value]) => said(asset[field as keyof Asset]) === said(value),
  );

/** The same text for the same value, in whatever order its fields came. */
const said = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
