import type { Places } from '../../api/coverage/engine/places.ts';

/**
 * Places by a table of distances instead of a plane: metres[place][cell]. Cells are asked for by their number
 * as x. Shows that a distance can come from elsewhere than the straight line.
 */
export function tablePlaces(metres: number[][]): Places {
  const gone = new Set<number>();
  const open = () => [...metres.keys()].filter((place) => !gone.has(place));
  const places: Places = {
    metres: Infinity,
    x: new Float64Array(metres.length),
    y: new Float64Array(metres.length),
    get size() {
      return metres.length - gone.size;
    },
    nearest: (cell) => {
      const best = open().sort((a, b) => metres[a]![cell]! - metres[b]![cell]!)[0] ?? -1;
      Object.assign(places, { metres: metres[best]?.[cell] ?? Infinity });
      return best;
    },
    within: (cell, _, within, visit) => {
      for (const place of open())
        if (metres[place]![cell]! <= within) visit(place, metres[place]![cell]!);
    },
    count: (cell, _, within) => open().filter((place) => metres[place]![cell]! <= within).length,
    add: (place) => void gone.delete(place),
    remove: (place) => void gone.add(place),
    has: (place) => !gone.has(place),
  };
  return places;
}
