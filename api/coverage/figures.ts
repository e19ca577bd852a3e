import { walkingSpeeds } from '../contracts/coverage-words.ts';
import type { Coverage, CoverageQuery, KindCoverage } from '../contracts/coverage.ts';
import { kinds, type Kind } from '../contracts/kinds.ts';
import { sumOf } from './engine/cells.ts';
import { completeness, evenness } from './engine/completeness.ts';
import { fifths, gini } from './engine/equity.ts';
import { meanChoice, reachFigures } from './engine/figures.ts';
import { DETOUR } from './engine/places.ts';
import { chao } from './engine/unmapped.ts';
import { isFew } from './few.ts';
import type { Counted, People } from './queries.ts';
import { UNITS_WHERE_NONE, type Area, type Region } from './region.ts';

/** How every distance came about, and by what speed its minutes are told. */
export const distanceFor = (audience: CoverageQuery['audience']): Coverage['distance'] => ({
  ...{ method: 'straight', detour: DETOUR, estimate: true },
  kmPerHour: walkingSpeeds[audience],
});
export const DISTANCE = distanceFor('everyone');
/** Confirmed within so many days is fresh (MEASURES C11). */
const FRESH_DAYS = 180;
const DAY_MS = 86_400_000;

export interface Asked {
  today: string;
  query: CoverageQuery;
  /** Areas whose border was another on the day that is asked. */
  boundaryChanged?: Set<string>;
}

/** All figures of one area of a region, in words of the contract. */
export function coverageOf(region: Region, area: Area, asked: Asked): Coverage {
  const { query, today } = asked;
  const { within } = query;
  const { cells, people } = region;
  const { range } = area;
  const boundaryChanged = asked.boundaryChanged?.has(area.code) ?? false;
  const tooFew = region.hidden.has(area.code);
  const isTold = !tooFew && !boundaryChanged;
  const shown = kinds.map((kind) =>
    kind === 'person' ? talents(region, area, isTold) : placed(region, area, kind, within, isTold),
  );
  const toPlaces = isTold ? region.accessTo('place', within) : null;
  const population = populationOf(region, area, isTold);
  return {
    ...{ code: area.code, name: area.name, level: area.level },
    ...{ asOf: query.on ?? today, within, population, distance: distanceFor(query.audience) },
    kinds: query.kind ? shown.filter(({ kind }) => kind === query.kind) : shown,
    ...(people && isTold
      ? completeness(cells, reaches(region, within), range)
      : { completeness: null, shareWithAtLeastFour: null }),
    evenness: people && evenness(shown.map(({ assets }) => assets ?? 0)),
    gini: toPlaces && gini(cells, toPlaces.cells, range),
    giniGaussian: isTold
      ? gini(cells, region.accessTo('place', within, { decay: 'gaussian' }).cells, range)
      : null,
    crowdedness: toPlaces && crowdednessOf(region, area, toPlaces),
    fifths: toPlaces && fifths(cells, toPlaces.cells, range),
    effort: effortOf(region, area, population.households, today),
    unmapped: unmappedOf(people?.get(area.code)?.looks ?? null),
    ...{ tooFew, boundaryChanged },
  };
}

/** Whether each of the six classes is reached from a cell, as places are now. */
export function reaches(region: Region, within: number): ((cell: number) => boolean)[] {
  const placed = [...region.nearest.values()].map(
    ({ metres }) =>
      (cell: number) =>
        metres[cell]! <= within,
  );
  return [(cell) => sharesTalents(region, region.rows[cell]!.buurt), ...placed];
}

/** Are there so many talents in a buurt that their number may be told? */
const sharesTalents = ({ people, hidden }: Region, buurt: string): boolean =>
  !hidden.has(buurt) && (people?.get(buurt)?.cards.n ?? null) !== null;

/** People for each unit of the places that lie in an area; null where nobody comes to any. */
function crowdednessOf(
  region: Region,
  area: Area,
  { crowds, rows }: ReturnType<Region['accessTo']>,
): number | null {
  let [units, people] = [0, 0];
  for (const [place, { buurt, capacity }] of rows.entries()) {
    if (crowds[place] === 0 || !region.lies(buurt, area)) continue;
    units += capacity ?? UNITS_WHERE_NONE;
    people += (capacity ?? UNITS_WHERE_NONE) * crowds[place]!;
  }
  return units === 0 ? null : people / units;
}

const nothing = {
  ...{ reachShare: null, residentsReached: null },
  ...{ meanMetres: null, medianMetres: null, p90Metres: null, meanChoice: null },
};

function placed(
  region: Region,
  area: Area,
  kind: Kind,
  within: number,
  isTold: boolean,
): KindCoverage {
  const assets = countOf(region, area, kind);
  if (!isTold) return { kind, assets, ...nothing };
  const { metres, places } = region.nearest.get(kind)!;
  const found = reachFigures(region.cells, metres, within, area.range);
  const isSmall = isFew(found.reached);
  return {
    ...{ kind, assets },
    reachShare: isSmall ? null : found.reachShare,
    residentsReached: found.inhabitants === 0 || isSmall ? null : found.reached,
    ...{ meanMetres: found.mean, medianMetres: found.median, p90Metres: found.p90 },
    meanChoice: isSmall ? null : meanChoice(region.cells, places, within, area.range),
  };
}

/** A talent has no place: it is reached by who lives in a buurt where enough of them are told. */
function talents(region: Region, { code, range }: Area, isTold: boolean): KindCoverage {
  const assets = region.people?.get(code)?.cards.n ?? null;
  const inhabitants = sumOf(region.cells.inhabitants, range);
  if (!region.people || !isTold || inhabitants === 0) return { kind: 'person', assets, ...nothing };
  let reached = 0;
  for (let i = range.from; i < range.to; i += 1)
    if (sharesTalents(region, region.rows[i]!.buurt)) reached += region.cells.inhabitants[i]!;
  const share = { reachShare: reached / inhabitants, residentsReached: reached };
  return { kind: 'person', assets, ...nothing, ...share };
}

interface Inventory {
  kinds: Map<string, number>;
  /** The days on which those of all kinds were last confirmed; empty for never. */
  confirmedOn: string[];
}

/** What lies in an area, by the buurt in which it does. */
function inventoryOf(region: Region, area: Area): Inventory[] {
  const byBuurt = region.once('inventory', () => {
    const found = new Map<string, Inventory>();
    for (const [kind, { rows }] of region.store.kinds)
      for (const row of rows) {
        if (!row?.buurt || !region.areas.has(row.buurt)) continue;
        const none: Inventory = { kinds: new Map(), confirmedOn: [] };
        const there = found.get(row.buurt) ?? none;
        there.kinds.set(kind, (there.kinds.get(kind) ?? 0) + 1);
        there.confirmedOn.push(row.confirmedOn ?? '');
        found.set(row.buurt, there);
      }
    return found;
  });
  return [...byBuurt].flatMap(([code, there]) => (region.lies(code, area) ? [there] : []));
}

const countOf = (region: Region, area: Area, kind: string): number =>
  inventoryOf(region, area).reduce((sum, there) => sum + (there.kinds.get(kind) ?? 0), 0);

function populationOf(region: Region, { range }: Area, isTold: boolean): Coverage['population'] {
  const rows = region.rows.slice(range.from, range.to);
  const inhabitants = sumOf(region.cells.inhabitants, range);
  const spread = rows.reduce((sum, row) => sum + (row.spread ? row.inhabitants : 0), 0);
  const households = rows.reduce((sum, row) => sum + (row.dwellings ?? 0), 0);
  return {
    inhabitants: isTold && rows.length > 0 ? inhabitants : null,
    households: isTold && rows.some(({ dwellings }) => dwellings !== null) ? households : null,
    source: [...new Set(rows.map(({ source }) => source))].sort().join(', '),
    year: rows[0]?.year ?? null,
    spreadShare: inhabitants > 0 ? spread / inhabitants : null,
    years: region.years,
  };
}

const nobody: Counted = { n: null, atLeast: false };

function effortOf(
  region: Region,
  area: Area,
  households: number | null,
  today: string,
): Coverage['effort'] {
  const people = region.people?.get(area.code);
  const { conversations, reporters, members } = people ?? {
    ...{ conversations: nobody, reporters: nobody, members: nobody },
  };
  const share = ({ n }: Counted) => (n !== null && households ? n / households : null);
  return {
    conversations: conversations.n,
    conversationsAtLeast: conversations.atLeast,
    conversationShare: share(conversations),
    reporters: reporters.n,
    reportersAtLeast: reporters.atLeast,
    lastConfirmedShare: people ? freshShare(region, area, today) : null,
    members,
    householdsReached: share(members),
  };
}

function freshShare(region: Region, area: Area, today: string): number | null {
  const since = new Date(Date.parse(today) - FRESH_DAYS * DAY_MS).toISOString().slice(0, 10);
  const days = inventoryOf(region, area).flatMap(({ confirmedOn }) => confirmedOn);
  return days.length === 0 ? null : days.filter((day) => day >= since).length / days.length;
}

function unmappedOf(looks: People['looks']): Coverage['unmapped'] {
  if (!looks || looks.seen === 0) return null;
  const estimate = chao(looks.seen, looks.byOne, looks.byTwo);
  return { seen: looks.seen, estimate, completeness: looks.seen / estimate };
}
