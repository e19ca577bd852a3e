import { Worker } from 'node:worker_threads';
import type { PlacedKind } from '../contracts/coverage-words.ts';
import type { BestSites, CoverageWhatIf } from '../contracts/coverage.ts';
import { sumOf } from './engine/cells.ts';
import { completeness } from './engine/completeness.ts';
import { gini } from './engine/equity.ts';
import { MOST_CANDIDATES } from './engine/exact-sites.ts';
import { reachFigures } from './engine/figures.ts';
import { DETOUR, straightPlaces } from './engine/places.ts';
import { candidatesOf, greedy, type Candidates, type Chosen } from './engine/sites.ts';
import { DISTANCE, reaches } from './figures.ts';
import { isFew, LEAST_COUNT } from './few.ts';
import type { Area, Region } from './region.ts';

/** Metres, EPSG:28992. */
export interface Site {
  x: number;
  y: number;
}

const SECONDS = 5;

/** What places of a kind would change for who lives in an area, if they came as well. */
export function whatIf(
  region: Region,
  area: Area,
  { kind, within }: { kind: PlacedKind; within: number },
  sites: Site[],
): CoverageWhatIf {
  const { cells } = region;
  const { range } = area;
  const now = region.nearest.get(kind)!.metres;
  const planned = straightPlaces(
    sites.map(({ x }) => x),
    sites.map(({ y }) => y),
  );
  const then = now.slice();
  const gained = new Float64Array(then.length);
  for (let i = 0; i < then.length; i += 1) {
    planned.nearest(cells.x[i]!, cells.y[i]!);
    if (planned.metres < now[i]!) then[i] = planned.metres;
    if (now[i]! > within && then[i]! <= within) gained[i] = cells.inhabitants[i]!;
  }
  const [before, after] = [now, then].map((metres) => reachFigures(cells, metres, within, range));
  const reachNow = reaches(region, within);
  const at = [...region.nearest.keys()].indexOf(kind) + 1;
  const reachThen = reachNow.with(at, (cell) => then[cell]! <= within);
  const newly = sumOf(gained, range);
  const elsewhere = sumOf(gained, { from: 0, to: gained.length }) - newly;
  const isTold = !region.hidden.has(area.code) && !isFew(newly);
  const pair = (one: number | null, other: number | null) =>
    isTold ? { now: one, then: other } : { now: null, then: null };
  return {
    ...{ code: area.code, kind, within, year: region.rows[0]?.year ?? null, distance: DISTANCE },
    newlyReached: isTold ? newly : null,
    newlyReachedElsewhere: isFew(elsewhere) ? null : elsewhere,
    reachShare: pair(before!.reachShare, after!.reachShare),
    meanMetres: pair(before!.mean, after!.mean),
    completeness: pair(
      region.people && completeness(cells, reachNow, range).completeness,
      region.people && completeness(cells, reachThen, range).completeness,
    ),
    gini: pair(
      gini(cells, region.accessTo(kind, within).cells, range),
      gini(cells, region.accessTo(kind, within, { planned: sites }).cells, range),
    ),
    buurten: region.buurten.flatMap((code, group) => {
      const [from, to] = [cells.groups[group]!, cells.groups[group + 1]!];
      const newlyReached = sumOf(gained, { from, to });
      if (newlyReached < LEAST_COUNT || region.hidden.has(code)) return [];
      const inside = from >= range.from && to <= range.to;
      return [{ code, name: region.areas.get(code)!.name, newlyReached, inside }];
    }),
  };
}

/** A place that could be chosen, and what it is. */
export interface Option extends Site {
  buurt: string | null;
  asset: string | null;
}

/** What else can come in or beside: a club or a story has no room of its own. */
const HAVE_ROOM = ['place', 'institution'];
/** Cells that all options together may reach: some hundred megabytes, and a second's work. */
const MOST_PAIRS = 5_000_000;
const CELL_METRES = 100;

/**
 * Every cell of an area where people live, or every place there that is open to all. Where a walk reaches so
 * far that it would be too much work, every so many of them: nearby ones reach nearly the same.
 */
export function optionsOf(
  region: Region,
  area: Area,
  { kind, within, candidates }: { kind: string; within: number; candidates: 'cells' | 'assets' },
): { options: Option[]; isThinned: boolean } {
  const all = candidates === 'cells' ? cellsOf(region, area) : placesOf(region, area, kind);
  const reaches = Math.min(
    (Math.PI * (within / DETOUR) ** 2) / CELL_METRES ** 2,
    area.range.to - area.range.from,
  );
  const step = Math.max(1, Math.ceil((all.length * reaches) / MOST_PAIRS));
  return { options: all.filter((_, n) => n % step === 0), isThinned: step > 1 };
}

/** Middles of cells: where exactly in one people live is theirs. */
const cellsOf = (region: Region, { range }: Area): Option[] =>
  region.rows
    .slice(range.from, range.to)
    .filter(({ inhabitants }) => inhabitants > 0)
    .map(({ x, y, buurt }) => ({ x: middleOf(x), y: middleOf(y), buurt, asset: null }));

const middleOf = (metres: number): number => (Math.floor(metres / CELL_METRES) + 0.5) * CELL_METRES;

const placesOf = (region: Region, area: Area, kind: string): Option[] =>
  HAVE_ROOM.filter((of) => of !== kind)
    .flatMap((of) => region.store.kinds.get(of)!.rows)
    .flatMap((row) =>
      row && region.lies(row.buurt, area)
        ? [{ x: row.x, y: row.y, buurt: row.buurt, asset: row.id }]
        : [],
    );

type Best = Pick<BestSites, 'method' | 'unreached' | 'reached' | 'atMost'> & { chosen: Chosen };

/** The places among the options that reach most people of the area who reach none now. */
export async function bestSites(
  region: Region,
  area: Area,
  { kind, within, count }: { kind: string; within: number; count: number },
  { options, isThinned }: { options: Option[]; isThinned: boolean },
): Promise<Best> {
  const { metres } = region.nearest.get(kind)!;
  const { from, to } = area.range;
  const candidates = candidatesOf(
    region.cells,
    region.asPlaces,
    (cell) => cell < from || cell >= to || metres[cell]! <= within,
    options,
    within,
  );
  const { inhabitants, reached } = reachFigures(region.cells, metres, within, area.range);
  const unreached = inhabitants - reached;
  const quick = greedy(candidates, count);
  // Greedy that meets its bound is the best already.
  const proven =
    quick.reached === quick.atMost
      ? quick
      : options.length <= MOST_CANDIDATES && !isThinned
        ? await exactAside(candidates, count)
        : null;
  const best = proven ?? quick;
  const chosen = withoutFew(best);
  // Of those that were left out one may be better, but none reaches more than all.
  const atMost = isThinned ? unreached : best.atMost;
  const told = (people: number) => (region.hidden.has(area.code) || isFew(people) ? null : people);
  return {
    method: proven && !isThinned && chosen.sites.length === best.sites.length ? 'exact' : 'greedy',
    ...{ unreached: told(unreached), reached: chosen.reached, atMost: told(atMost), chosen },
  };
}

/** Without the last ones that add fewer people than may be told. */
function withoutFew({ sites, adds, atMost }: Chosen): Chosen {
  const many = adds.filter((people) => people >= LEAST_COUNT);
  const reached = many.reduce((sum, people) => sum + people, 0);
  return { sites: sites.slice(0, many.length), adds: many, reached, atMost };
}

/** One solver at a time: each takes a thread and some memory. Who would wait long has the answer of greedy. */
let solving: Promise<unknown> = Promise.resolve();
let waiting = 0;
const MOST_WAITING = 4;

async function exactAside(candidates: Candidates, count: number): Promise<Chosen | null> {
  if (waiting >= MOST_WAITING) return null;
  waiting += 1;
  const mine = solving.then(() => solve(candidates, count));
  solving = mine.catch(() => undefined);
  return mine.finally(() => (waiting -= 1));
}

/** In a thread of its own: the solver does not let others speak. */
function solve(candidates: Candidates, count: number): Promise<Chosen | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./exact-worker.mjs', import.meta.url), {
      workerData: { candidates, count, seconds: SECONDS },
    });
    worker.once('message', resolve);
    // Without an answer of its own, that of greedy stands.
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
}
