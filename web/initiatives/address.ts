import {
  contexts,
  directions,
  factors,
  type ContextKind,
  type Direction,
  type Factor,
} from '../../api/contracts/initiative-words.ts';

/** How lessons are looked at: what an address says of it. */
export interface LessonsLook {
  by: ContextKind;
  /** Null: of every factor. */
  factor: Factor | null;
  /** Null: those that work and those that chafe. */
  direction: Direction | null;
  /** ISO dates; null where it has no first or last day. */
  from: string | null;
  until: string | null;
}

export const plainLessons: LessonsLook = {
  by: 'initiative',
  factor: null,
  direction: null,
  from: null,
  until: null,
};

const contextWords: Record<ContextKind, string> = {
  ...{ initiative: 'initiatief', gemeente: 'gemeente', wijk: 'wijk' },
  ...{ stage: 'weefsel', completeness: 'aanbod' },
};
const factorWords: Record<Factor, string> = {
  trust_and_ownership: 'vertrouwen',
  inclusion: 'meedoen',
  prevention: 'preventie',
  shared_ownership: 'eigenaarschap',
  fragmented_cooperation: 'versnippering',
  limited_means: 'middelen',
  stubborn_image: 'beeld',
  skewed_effort: 'scheve-inzet',
};
const directionWords: Record<Direction, string> = { works: 'werkt', chafes: 'schuurt' };

/** Reads what an address says of it; what it does not understand is as usual. */
export function readLessons(
  query: URLSearchParams,
  dayOf: (text: string | null) => string | null,
): LessonsLook {
  const [by, factor] = [query.get('per'), query.get('factor')];
  const direction = query.get('richting');
  return {
    by: contexts.find((one) => contextWords[one] === by) ?? plainLessons.by,
    factor: factors.find((one) => factorWords[one] === factor) ?? null,
    direction: directions.find((one) => directionWords[one] === direction) ?? null,
    from: dayOf(query.get('vanaf')),
    until: dayOf(query.get('tot')),
  };
}

/** What stands in an address of it, by key; readLessons reads it back. */
export function writeLessons(look: LessonsLook): [string, string][] {
  const { by, factor, direction, from, until } = look;
  const said: [string, string | null][] = [
    ['per', by === plainLessons.by ? null : contextWords[by]],
    ['factor', factor && factorWords[factor]],
    ['richting', direction && directionWords[direction]],
    ['vanaf', from],
    ['tot', until],
  ];
  return said.flatMap(([key, value]) => (value ? [[key, value] as [string, string]] : []));
}
