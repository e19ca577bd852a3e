import type { Feature } from './import/read.ts';

/** Not drawn from CBS: invented outlines at about the real place, for where no network is. */
export const EXAMPLE_YEAR = 2024;

interface Wijk {
  name: string;
  /** In the order in which the letter occurs in `rows`, from the north-west. */
  buurten: string[];
  /** The first buurt is water. */
  withWater?: true;
}

interface Gemeente {
  code: string;
  name: string;
  /** Longitude, latitude in degrees. */
  northWest: [number, number];
  /** Width and height of a buurt in degrees. */
  cell: [number, number];
  /** A letter is a buurt of that wijk; each odd row lies half a buurt further east. */
  rows: string[];
  wijken: Record<string, Wijk>;
}

const gemeenten: Gemeente[] = [
  {
    code: 'GM0995',
    name: 'Lelystad',
    northWest: [5.41, 52.534],
    cell: [0.02, 0.012],
    rows: ['KKZZZ', 'KKZZWW', 'KAAAWW', 'AABBBB'],
    wijken: {
      A: {
        name: 'Atolwijk',
        buurten: ['Schouw', 'Wold', 'Het Rode Klif', 'Archipel', 'Atolplaza'],
      },
      B: { name: 'Boswijk', buurten: ['Lindelaan', 'Beukenhof', 'Zuiderpark', 'Waddenlaan'] },
      K: {
        name: 'Kustwijk',
        buurten: ['Markermeer', 'Bataviahaven', 'Houtribhoogte', 'Golfpark', 'Parkhaven'],
        withWater: true,
      },
      W: { name: 'Waterwijk', buurten: ['Boeier', 'Gondel', 'Punter', 'Jol'] },
      Z: {
        name: 'Zuiderzeewijk',
        buurten: ['Zuiderzeelaan', 'Botter', 'Schoener', 'Lelycentre', 'Stadspark'],
      },
    },
  },
  {
    code: 'GM0034',
    name: 'Almere',
    northWest: [5.135, 52.402],
    cell: [0.028, 0.016],
    rows: ['.SSBBB', 'PSSSB', 'PPHHO', 'PHHOO'],
    wijken: {
      B: {
        name: 'Almere Buiten',
        buurten: ['Molenbuurt', 'Bloemenbuurt', 'Oostvaardersbuurt', 'Regenboogbuurt'],
      },
      H: {
        name: 'Almere Haven',
        buurten: ['Centrum Haven', 'De Werven', 'De Hoven', 'De Wierden'],
      },
      O: { name: 'Almere Hout', buurten: ['Nobelhorst', 'Oosterwold', 'Vogelhorst'] },
      P: {
        name: 'Almere Poort',
        buurten: ['Duin', 'Homeruskwartier', 'Europakwartier', 'Columbuskwartier'],
      },
      S: {
        name: 'Almere Stad',
        buurten: ['Waterlandplein', 'Filmwijk', 'Kruidenwijk', 'Centrum Stad', 'Parkwijk'],
      },
    },
  },
  {
    code: 'GM0267',
    name: 'Nijkerk',
    northWest: [5.445, 52.234],
    cell: [0.018, 0.011],
    rows: ['NNNCC', 'NNCC', '.VVV', '.HHV', '..HH'],
    wijken: {
      C: { name: 'Corlaer en Paasbos', buurten: ['Corlaer', 'Paasbos', 'De Terrassen', 'Luxool'] },
      H: {
        name: 'Hoevelaken',
        buurten: ['Hoevelaken-Dorp', 'De Stoutenborgh', 'Oosterdorp', 'Kyftenbelt'],
      },
      N: {
        name: 'Nijkerk-Stad',
        buurten: ['Havenkom', 'Rensselaer', 'Beulekamp', 'Binnenstad', 'Groot Corlaer'],
      },
      V: {
        name: 'Nijkerkerveen',
        buurten: ['Veenhuis', 'Nijkerkerveen-Dorp', 'Holkerveen', 'Slichtenhorst'],
      },
    },
  },
  {
    code: 'GM0233',
    name: 'Ermelo',
    northWest: [5.575, 52.324],
    cell: [0.02, 0.011],
    rows: ['HWOS', 'HWOSS', 'HWWOS', '.WOS'],
    wijken: {
      H: { name: 'Horst', buurten: ['Horst aan het meer', 'Telgt', 'Horst-Zuid'] },
      O: {
        name: 'Ermelo-Oost',
        buurten: ['Centrum', 'De Driehoek', 'Stationsbuurt', 'Veldwijk'],
      },
      S: {
        name: 'Speuld',
        buurten: ['Leuvenum', 'Speuld-Dorp', 'Houtdorp', 'Drie', 'Ermelosche Heide'],
      },
      W: {
        name: 'Ermelo-West',
        buurten: ['De Verbinding', 'Duifstraat', 'Vogelbuurt', 'West-Zuid', 'Tonsel'],
      },
    },
  },
];

type Position = [lon: number, lat: number];

/** A place on the grid: line from the north, and half cells from the west. */
type Knot = [line: number, half: number];

/** The buurten of the schematic areas, in PDOK's layout, with the names of their wijk. */
export function exampleAreas(): Feature[] {
  return gemeenten.flatMap((gemeente) => {
    const counts: Record<string, number> = {};
    const letters = Object.keys(gemeente.wijken);
    return gemeente.rows.flatMap((row, line) =>
      [...row].flatMap((letter, column) => {
        const wijk = gemeente.wijken[letter];
        if (!wijk) return [];
        const number = (counts[letter] = (counts[letter] ?? 0) + 1);
        const area = gemeente.code.slice(2) + twoDigits(letters.indexOf(letter) + 1);
        const properties = {
          buurtcode: `BU${area}${twoDigits(number)}`,
          buurtnaam: wijk.buurten[number - 1],
          wijkcode: `WK${area}`,
          wijknaam: wijk.name,
          gemeentecode: gemeente.code,
          gemeentenaam: gemeente.name,
          water: wijk.withWater && number === 1 ? 'JA' : 'NEE',
          jaar: EXAMPLE_YEAR,
        };
        const ring = outlineOf(gemeente, line, column);
        return [{ properties, geometry: { type: 'Polygon', coordinates: [ring] } }];
      }),
    );
  });
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** Rows lie like bricks, so that three buurten meet in a corner, as in a real town. */
function outlineOf(gemeente: Gemeente, line: number, column: number): Position[] {
  const half = 2 * column + (line % 2);
  const knots: Knot[] = [
    [line, half],
    [line + 1, half],
    [line + 1, half + 1],
    [line + 1, half + 2],
    [line, half + 2],
    [line, half + 1],
  ];
  const ring = knots.flatMap((knot, i) => border(gemeente, knot, knots[(i + 1) % knots.length]!));
  return [...ring, ring[0]!];
}

/** From one knot up to the next, without its end: the same line from either side. */
function border(gemeente: Gemeente, from: Knot, to: Knot): Position[] {
  const isForward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
  const [first, last] = isForward ? [from, to] : [to, from];
  const seed = `${gemeente.code} ${first.join()} ${last.join()}`;
  const points = bent(placeOf(gemeente, first), placeOf(gemeente, last), seed, 3);
  if (!isForward) points.reverse();
  return points.slice(0, -1).map(([lon, lat]) => [round6(lon), round6(lat)]);
}

/** A line whose middle is moved aside, as are the middles of its halves, `depth` times. */
function bent(a: Position, b: Position, seed: string, depth: number): Position[] {
  if (depth === 0) return [a, b];
  const aside = 0.22 * chance(seed);
  const middle: Position = [
    // A degree of latitude is 1.64 times as long here as one of longitude.
    (a[0] + b[0]) / 2 - (b[1] - a[1]) * 1.64 * aside,
    (a[1] + b[1]) / 2 + ((b[0] - a[0]) / 1.64) * aside,
  ];
  return [
    ...bent(a, middle, `${seed}<`, depth - 1),
    ...bent(middle, b, `${seed}>`, depth - 1).slice(1),
  ];
}

function placeOf({ code, northWest, cell }: Gemeente, [line, half]: Knot): Position {
  // The middle of an edge bulges away from its own row: a brick becomes a comb cell.
  const bulge = (line + half) % 2 === 0 ? 0.14 : -0.14;
  const shift = (axis: string) => 0.2 * chance(`${code} ${line} ${half} ${axis}`);
  return [
    northWest[0] + cell[0] * (half / 2 + shift('x')),
    northWest[1] - cell[1] * (line + bulge + shift('y')),
  ];
}

/** A number from -1 to 1 that is always the same for the same text (FNV-1a, then mixed). */
function chance(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2147483648 - 1;
}

const round6 = (n: number): number => Math.round(n * 1e6) / 1e6;
