import { distancesOffered, type PlacedKind } from '../../api/contracts/coverage-words.ts';

/** How coverage is looked at: what an address says of it. */
export interface CoverageLook {
  /** Colours by how many reach a kind, by how many kinds are reached, or cells of who reaches none. */
  shows: 'reach' | 'complete' | 'gaps';
  kind: PlacedKind;
  /** Metres on foot. */
  within: number;
  level: 'wijk' | 'buurt';
  classes: 'equal' | 'quantile' | 'natural';
  audience: 'everyone' | 'older';
  /** Who lived there in this year; null for the newest that is known. */
  year: number | null;
  /** Code of the area that it is compared with. */
  beside: string | null;
}

export const plainLook: CoverageLook = {
  ...{ shows: 'reach', kind: 'place', within: 400, level: 'wijk', classes: 'equal' },
  ...{ audience: 'everyone', year: null, beside: null },
};

const shown: Record<string, CoverageLook['shows']> = {
  compleet: 'complete',
  'witte-vlekken': 'gaps',
};
const classed: Record<string, CoverageLook['classes']> = {
  kwantiel: 'quantile',
  natuurlijk: 'natural',
};
const named = <T>(words: Record<string, T>, value: T): string | undefined =>
  Object.entries(words).find(([, one]) => one === value)?.[0];

/** Reads what an address says of it; what it does not understand is as usual. */
export function readLook(query: URLSearchParams, isArea: (code: string) => boolean): CoverageLook {
  const [kind] = (query.get('soort') ?? '').split(',');
  const within = Number(query.get('afstand'));
  const beside = query.get('naast');
  return {
    shows: shown[query.get('toon') ?? ''] ?? plainLook.shows,
    kind: isPlaced(kind) ? kind : plainLook.kind,
    within: (distancesOffered as readonly number[]).includes(within) ? within : plainLook.within,
    level: query.get('per') === 'buurt' ? 'buurt' : 'wijk',
    classes: classed[query.get('klassen') ?? ''] ?? plainLook.classes,
    audience: query.get('wie') === 'ouderen' ? 'older' : 'everyone',
    year: /^20\d\d$/.test(query.get('jaar') ?? '') ? Number(query.get('jaar')) : null,
    beside: beside && isArea(beside) ? beside : null,
  };
}

/** What stands in an address of it, by key; readLook reads it back. */
export function writeLook(look: CoverageLook): [key: string, value: string][] {
  const said: [string, string | undefined | null | false][] = [
    ['toon', named(shown, look.shows)],
    ['soort', look.kind !== plainLook.kind && look.kind],
    ['afstand', look.within !== plainLook.within && String(look.within)],
    ['per', look.level === 'buurt' && 'buurt'],
    ['klassen', named(classed, look.classes)],
    ['wie', look.audience === 'older' && 'ouderen'],
    ['jaar', look.year !== null && String(look.year)],
    ['naast', look.beside],
  ];
  return said.flatMap(([key, value]) => (value ? [[key, value] as [string, string]] : []));
}

const isPlaced = (text: string | undefined): text is PlacedKind =>
  ['association', 'institution', 'place', 'exchange', 'story'].includes(text ?? '');
