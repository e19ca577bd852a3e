import type { Cells } from './cells.ts';
import type { Places } from './places.ts';

/** Everyone within the distance counts alike, or less the further they live. */
export const decays = {
  /** 2SFCA (Radke & Mu 2000; Luo & Wang 2003). */
  none: () => () => 1,
  /** g(d) = (e^(-(d/d0)^2 / 2) - e^(-1/2)) / (1 - e^(-1/2)) (Dai 2010). */
  gaussian: (within: number) => {
    const edge = Math.exp(-0.5);
    return (metres: number) =>
      (Math.exp(-0.5 * (metres / within) * (metres / within)) - edge) / (1 - edge);
  },
} satisfies Record<string, (within: number) => (metres: number) => number>;

export type Decay = keyof typeof decays;

export interface Access {
  /** Of each cell: units of capacity within reach for each person, A in MEASURES C4 and C5. */
  cells: Float64Array;
  /** Of each place: units for each person in range, R; 0 where nobody is. */
  ratios: Float64Array;
  /** Of each place: people for each unit (C6, Wang 2021); 0 where nobody is. */
  crowds: Float64Array;
}

/**
 * Two-step floating catchment areas (MEASURES C4, C5), and how crowded places are (C6). `capacity` is by the
 * number of the place. The sum of inhabitants x access is the summed capacity of the places with anyone in range.
 */
export function access(
  { x, y, inhabitants }: Cells,
  places: Places,
  capacity: Float64Array,
  within: number,
  decay: Decay = 'none',
): Access {
  const weigh = decays[decay](within);
  const demand = new Float64Array(capacity.length);
  const supply = new Float64Array(x.length);
  // What is found in the first step is kept for the second: looking is most of the work.
  let found = new Int32Array(16 * x.length);
  let weight = new Float64Array(16 * x.length);
  const ends = new Int32Array(x.length + 1);
  let pairs = 0;
  for (let i = 0; i < x.length; i += 1) {
    const people = inhabitants[i]!;
    let near = 0;
    if (people > 0)
      places.within(x[i]!, y[i]!, within, (place, metres) => {
        if (pairs === found.length) {
          found = twice(found);
          weight = twice(weight);
        }
        const w = weigh(metres);
        found[pairs] = place;
        weight[pairs] = w;
        pairs += 1;
        demand[place]! += people * w;
        near += capacity[place]! * w;
      });
    supply[i] = near;
    ends[i + 1] = pairs;
  }
  const ratios = capacity.map((units, place) => (demand[place]! > 0 ? units / demand[place]! : 0));
  const crowds = new Float64Array(capacity.length);
  const cells = new Float64Array(x.length);
  for (let i = 0; i < x.length; i += 1) {
    let reach = 0;
    const perUnit = supply[i]! > 0 ? inhabitants[i]! / supply[i]! : 0;
    for (let pair = ends[i]!; pair < ends[i + 1]!; pair += 1) {
      const place = found[pair]!;
      reach += ratios[place]! * weight[pair]!;
      crowds[place]! += perUnit * weight[pair]!;
    }
    cells[i] = reach;
  }
  return { cells, ratios, crowds };
}

function twice<Numbers extends Float64Array | Int32Array>(numbers: Numbers): Numbers {
  const larger = new (numbers.constructor as new (n: number) => Numbers)(
    Math.max(16, 2 * numbers.length),
  );
  larger.set(numbers as never);
  return larger;
}
