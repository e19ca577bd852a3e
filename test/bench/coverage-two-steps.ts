import type { Sql } from 'postgres';
import { access } from '../../api/coverage/engine/access.ts';
import { straightPlaces } from '../../api/coverage/engine/places.ts';
import { capacitiesOf, type Land } from './coverage-input.ts';
import { WITHIN } from './coverage-ours.ts';
import { accessInSql, writeLand } from './coverage-postgis.ts';
import { furthest, median, requireEqual, round, RUNS, timed, type Finding } from './measure.ts';

const KIND = 2;
const REPEATS = 20;
/** Units for one person are few: told for a thousand, as they are compared in parts of what is above one. */
const PEOPLE = 1000;

/** Two-step floating catchment areas of a province, against the same two steps in SQL. */
export async function accessAgainstSql(sql: Sql, land: Land, versions: object): Promise<Finding[]> {
  await writeLand(sql, land);
  const { x, y } = land.kinds[KIND]!;
  const capacity = capacitiesOf(land.kinds[KIND]!);
  const reckon = () => access(land.cells, straightPlaces(x, y), capacity, WITHIN);
  await accessInSql(sql, KIND);
  let found = reckon();
  const [ours, theirs]: number[][] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    const other = await accessInSql(sql, KIND);
    const { seconds } = timed(() => {
      for (let n = 0; n < REPEATS; n += 1) found = reckon();
    });
    if (other.rows.length !== found.cells.length) throw new Error('PostGIS tells of other cells');
    const each = other.rows.map(([, units]) => PEOPLE * units!);
    requireEqual(
      'access',
      furthest(
        found.cells.map((units) => PEOPLE * units),
        each,
      ),
    );
    ours!.push(seconds / REPEATS);
    theirs!.push(other.seconds);
  }
  const given = found.cells.reduce((sum, units, i) => sum + units * land.cells.inhabitants[i]!, 0);
  const held = capacity.reduce((sum, units, j) => sum + (found.ratios[j]! > 0 ? units : 0), 0);
  const apart = Math.abs(given / held - 1);
  const ratio = median(theirs!) / median(ours!);
  return [
    {
      what: `floating catchments of ${x.length} places and ${land.cells.x.length} cells of a province, seconds of SQL (indexes made before) / ours (index made too)`,
      mustHold: '>= 10',
      ratio: round(ratio),
      holds: ratio >= 10,
      details: { seconds: { sql: theirs!.map(round), ours: ours!.map(round) }, ...versions },
    },
    {
      what: 'what all inhabitants have access to together, apart from what the places in range hold, as a share',
      mustHold: '<= 1e-9',
      ratio: apart,
      holds: apart <= 1e-9,
      details: { given, held, node: process.version },
    },
  ];
}
