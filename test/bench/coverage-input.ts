import { readFileSync } from 'node:fs';
import type { Sql } from 'postgres';
import { gunzipSync } from 'node:zlib';
import type { Cells, Range } from '../../api/coverage/engine/cells.ts';
import { randomFrom } from '../../api/connections/engine/random.ts';
import { squaresIn, type Square } from './coverage-squares.ts';

const CELLS = 400_000;
const ASSETS = 1_000_000;
/** Of places; persons have none. Six, for the six classes of MEASURES A. */
export const KINDS = 6;

export interface Points {
  x: Float64Array;
  y: Float64Array;
}

export interface Area extends Range {
  code: string;
}

/** Where people live, in which areas, and the assets of each kind. */
export interface Land {
  cells: Cells;
  /** Every buurt, in the order of the groups of cells, then every wijk and gemeente. */
  areas: Area[];
  /** Of each group: the numbers of its buurt, wijk and gemeente. */
  around: number[][];
  kinds: Points[];
}

interface Buurt {
  code: string;
  wijk: string;
  gemeente: string;
  squares: Square[];
}

interface Feature {
  properties: { buurtcode: string; wijkcode: string; gemeentecode: string };
  geometry: object;
}

function featuresOf(file: string | undefined): Feature[] {
  if (!file) throw new Error('This benchmark needs BENCH_AREAS, a GeoJSON file of all buurten.');
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  return (JSON.parse(text) as { features: Feature[] }).features;
}

/** The buurten of the file, by gemeente and wijk, with the squares of 100 m that lie in them. */
async function readBuurten(sql: Sql): Promise<Buurt[]> {
  const features = featuresOf(process.env.BENCH_AREAS);
  const buurten: Buurt[] = [];
  for (let from = 0; from < features.length; from += 500) {
    const some = features.slice(from, from + 500);
    const rows = await sql<{ outline: string }[]>`
      select st_asgeojson(st_transform(st_geomfromgeojson(outline), 28992), 2) as outline
      from unnest(${some.map(({ geometry }) => JSON.stringify(geometry))}::text[])
        with ordinality as given (outline, n) order by n`;
    for (const [n, { outline }] of rows.entries()) {
      const { buurtcode: code, wijkcode: wijk, gemeentecode: gemeente } = some[n]!.properties;
      buurten.push({ code, wijk, gemeente, squares: squaresIn(outline) });
    }
  }
  const key = ({ gemeente, wijk, code }: Buurt) => `${gemeente} ${wijk} ${code}`;
  return buurten.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** How many squares of each are lived in: all of the small ones, and as many in all others. */
function sharesOf(buurten: Buurt[]): number[] {
  const total = (most: number) =>
    buurten.reduce((sum, { squares }) => sum + Math.min(most, squares.length), 0);
  let most = 1;
  while (total(most + 1) <= CELLS) most += 1;
  let left = CELLS - total(most);
  return buurten.map(({ squares }) => {
    if (squares.length <= most || left === 0) return Math.min(most, squares.length);
    left -= 1;
    return most + 1;
  });
}

/** The same for everybody who has the same file. */
export async function readLand(sql: Sql): Promise<Land> {
  const buurten = await readBuurten(sql);
  const random = randomFrom(1);
  const shares = sharesOf(buurten);
  const lived = buurten.flatMap(({ squares }, n) => {
    const heart = squares[Math.floor(random() * squares.length)]!;
    const from = ({ x, y }: Square) => (x - heart.x) ** 2 + (y - heart.y) ** 2;
    return squares.toSorted((a, b) => from(a) - from(b)).slice(0, shares[n]);
  });
  if (lived.length !== CELLS) throw new Error(`only ${lived.length} squares lie in the buurten`);
  const groups = Int32Array.from({ length: buurten.length + 1 }, () => 0);
  for (const [n, share] of shares.entries()) groups[n + 1] = groups[n]! + share;
  const cells: Cells = {
    x: Float64Array.from(lived, ({ x }) => x),
    y: Float64Array.from(lived, ({ y }) => y),
    inhabitants: Float64Array.from(lived, () => 5 + Math.floor(150 * random() ** 3)),
    groups,
  };
  return { cells, ...areasOf(buurten, groups), kinds: assetsNear(cells, random) };
}

function areasOf(buurten: Buurt[], groups: Int32Array): Pick<Land, 'areas' | 'around'> {
  const areas = buurten.map(({ code }, n) => ({ code, from: groups[n]!, to: groups[n + 1]! }));
  const numbers = new Map<string, number>();
  const around = buurten.map((buurt, n) => [
    n,
    ...[buurt.wijk, buurt.gemeente].map((code) => {
      const known = numbers.get(code) ?? areas.push({ ...areas[n]!, code }) - 1;
      numbers.set(code, known);
      areas[known]!.to = groups[n + 1]!;
      return known;
    }),
  ]);
  return { areas, around };
}

/** Most lie where people live, one in ten some way off. */
function assetsNear({ x, y }: Cells, random: () => number): Points[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: KINDS }, (_, kind) => {
    const length = Math.floor((ASSETS + kind) / KINDS);
    const points = { x: new Float64Array(length), y: new Float64Array(length) };
    for (let i = 0; i < length; i += 1) {
      const cell = Math.floor(random() * x.length);
      const metres = random() < 0.1 ? 1500 : 100;
      points.x[i] = x[cell]! + metres * normal();
      points.y[i] = y[cell]! + metres * normal();
    }
    return points;
  });
}

/** What each place holds, by its number. */
export const capacitiesOf = ({ x }: Points): Float64Array =>
  Float64Array.from(x, (_, place) => 1 + ((place * 7919) % 40));

/** Some areas of a land as a land of their own, with the assets in their box and so many metres around it. */
export function cut(land: Land, codes: string[], metres: number): Land {
  const ranges = land.areas.filter(({ code }) => codes.includes(code));
  const pick = (numbers: Float64Array) =>
    Float64Array.from(ranges.flatMap(({ from, to }) => [...numbers.subarray(from, to)]));
  const [x, y, inhabitants] = [land.cells.x, land.cells.y, land.cells.inhabitants].map(pick);
  const [left, right] = [Math.min(...x!) - metres, Math.max(...x!) + metres];
  const [bottom, top] = [Math.min(...y!) - metres, Math.max(...y!) + metres];
  const kinds = land.kinds.map((points) => {
    const isIn = (_: number, i: number) =>
      points.x[i]! >= left &&
      points.x[i]! <= right &&
      points.y[i]! >= bottom &&
      points.y[i]! <= top;
    return { x: points.x.filter(isIn), y: points.y.filter(isIn) };
  });
  let at = 0;
  const areas = ranges.map(({ code, from, to }) => ({ code, from: at, to: (at += to - from) }));
  const groups = Int32Array.from([0, ...areas.map(({ to }) => to)]);
  const cells = { x: x!, y: y!, inhabitants: inhabitants!, groups };
  return { cells, areas, around: areas.map((_, n) => [n]), kinds };
}
