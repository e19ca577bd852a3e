import type { Level } from '../../contracts/neighbourhoods.ts';
import type { Figures } from '../../imports/figures.ts';
import { UnreadableInput } from '../../imports/report.ts';

/** What an import knows of an area beside its boundary; null is "not said". */
export interface Area {
  level: Level;
  code: string;
  name: string | null;
  gemeenteCode: string;
  gemeenteName: string | null;
  /** Of a buurt only. */
  wijkCode: string | null;
  wijkName: string | null;
  water: boolean;
  /** Addresses per km2 around the average address. */
  addressDensity: number | null;
  /** 1 (very urban) to 5 (not urban). */
  urbanity: number | null;
  /** 1 as before, 2 other code, 3 other area. */
  boundaryChange: number | null;
  year: number | null;
  /** Null where the source has no columns for them. */
  figures: Figures | null;
}

/** The fields of one layout. `code` and `name` are of an area of any level. */
type Fields = Partial<
  Record<
    | 'code'
    | 'name'
    | 'buurtCode'
    | 'buurtName'
    | 'wijkCode'
    | 'wijkName'
    | 'gemeenteCode'
    | 'gemeenteName'
    | 'water'
    | 'addressDensity'
    | 'urbanity'
    | 'boundaryChange'
    | 'year'
    | 'yearAndCode'
    | keyof Figures,
    string
  >
>;

const lowerCase = {
  buurtCode: 'buurtcode',
  buurtName: 'buurtnaam',
  wijkCode: 'wijkcode',
  wijkName: 'wijknaam',
  gemeenteCode: 'gemeentecode',
  gemeenteName: 'gemeentenaam',
  water: 'water',
  addressDensity: 'omgevingsadressendichtheid',
  year: 'jaar',
  yearAndCode: 'jrstatcode',
} satisfies Fields;

export const layouts = {
  'CBS 2016': { ...lowerCase, urbanity: 'stedelijkheid', boundaryChange: 'ind_wbi' },
  PDOK: {
    ...lowerCase,
    urbanity: 'stedelijkheidAdressenPerKm2',
    boundaryChange: 'indelingswijzigingWijkenEnBuurten',
    inhabitants: 'aantalInwoners',
    households: 'aantalHuishoudens',
    agedUnder15: 'percentagePersonen0Tot15Jaar',
    aged15To24: 'percentagePersonen15Tot25Jaar',
    aged25To44: 'percentagePersonen25Tot45Jaar',
    aged45To64: 'percentagePersonen45Tot65Jaar',
    aged65Plus: 'percentagePersonen65JaarEnOuder',
  },
  'PDOK before 2022': {
    ...lowerCase,
    urbanity: 'stedelijkheid_adressen_per_km2',
    boundaryChange: 'indelingswijziging_wijken_en_buurten',
    inhabitants: 'aantal_inwoners',
    households: 'aantal_huishoudens',
    agedUnder15: 'percentage_personen_0_tot_15_jaar',
    aged15To24: 'percentage_personen_15_tot_25_jaar',
    aged25To44: 'percentage_personen_25_tot_45_jaar',
    aged45To64: 'percentage_personen_45_tot_65_jaar',
    aged65Plus: 'percentage_personen_65_jaar_en_ouder',
  },
  shapefile: {
    buurtCode: 'BU_CODE',
    buurtName: 'BU_NAAM',
    wijkCode: 'WK_CODE',
    wijkName: 'WK_NAAM',
    gemeenteCode: 'GM_CODE',
    gemeenteName: 'GM_NAAM',
    water: 'WATER',
    addressDensity: 'OAD',
    urbanity: 'STED',
    boundaryChange: 'IND_WBI',
    inhabitants: 'AANT_INW',
    households: 'AANTAL_HH',
    agedUnder15: 'P_00_14_JR',
    aged15To24: 'P_15_24_JR',
    aged25To44: 'P_25_44_JR',
    aged45To64: 'P_45_64_JR',
    aged65Plus: 'P_65_EO_JR',
    year: 'JAAR',
    yearAndCode: 'JRSTATCODE',
  },
  gebiedsindelingen: {
    code: 'statcode',
    name: 'statnaam',
    yearAndCode: 'jrstatcode',
    year: 'jaar',
  },
} satisfies Record<string, Fields>;

const codePatterns: Record<Level, RegExp> = {
  gemeente: /^GM\d{4}$/,
  wijk: /^WK\d{4}[0-9A-Z]{2}$/,
  buurt: /^BU\d{4}[0-9A-Z]{4}$/,
};

/** CBS writes large negative numbers where it has no figure, also as text. */
const NO_FIGURE = -99990;
/** In one area. */
const MOST_PEOPLE = 100_000_000;

/**
 * Reads the properties of one feature by the layout that fits them best; the deepest code says
 * the level. Answers one sentence when the feature itself is wrong, and throws UnreadableInput,
 * naming the fields seen, when no layout fits.
 */
export function toArea(properties: Record<string, unknown>): Area | string {
  const read = reader(properties);
  const code =
    read.text('code') ??
    read.text('buurtCode') ??
    read.text('wijkCode') ??
    read.text('gemeenteCode');
  if (code === null) return 'it has no code';
  const level = (['buurt', 'wijk', 'gemeente'] as const).find((each) =>
    codePatterns[each].test(code),
  );
  if (!level) return `"${code.slice(0, 40)}" is not a CBS code of a gemeente, wijk or buurt`;

  const area: Area = {
    level,
    code,
    name: read.text('name') ?? read.text(`${level}Name`),
    gemeenteCode: read.text('gemeenteCode') ?? `GM${code.slice(2, 6)}`,
    gemeenteName: read.text('gemeenteName'),
    wijkCode: level === 'buurt' ? (read.text('wijkCode') ?? `WK${code.slice(2, 8)}`) : null,
    wijkName: level === 'gemeente' ? null : read.text('wijkName'),
    water: /^(JA|B|1|true)$/i.test(read.text('water') ?? ''),
    addressDensity: read.whole('addressDensity', 0, 1_000_000),
    urbanity: read.whole('urbanity', 1, 5),
    boundaryChange: read.whole('boundaryChange', 1, 9),
    year:
      read.whole('year', 1990, 2100) ??
      (/^(19|20)\d\d[A-Z]/.test(read.text('yearAndCode') ?? '')
        ? Number(read.text('yearAndCode')!.slice(0, 4))
        : null),
    figures: figuresOf(read),
  };
  if (!codePatterns.gemeente.test(area.gemeenteCode))
    return `"${area.gemeenteCode.slice(0, 40)}" is not a code of a gemeente`;
  if (area.wijkCode !== null && !codePatterns.wijk.test(area.wijkCode))
    return `"${area.wijkCode.slice(0, 40)}" is not a code of a wijk`;
  for (const name of [area.name, area.gemeenteName, area.wijkName])
    if (name !== null && /<\s*[/!]?\s*[A-Za-z][^>]*>/.test(name)) return 'its name holds HTML';
  return area;
}

function figuresOf(read: ReturnType<typeof reader>): Figures | null {
  const percentage = (field: keyof Figures) => read.whole(field, 0, 100);
  const figures = {
    inhabitants: read.whole('inhabitants', 0, MOST_PEOPLE),
    households: read.whole('households', 0, MOST_PEOPLE),
    agedUnder15: percentage('agedUnder15'),
    aged15To24: percentage('aged15To24'),
    aged25To44: percentage('aged25To44'),
    aged45To64: percentage('aged45To64'),
    aged65Plus: percentage('aged65Plus'),
  };
  return Object.keys(figures).some((field) => read.has(field as keyof Figures)) ? figures : null;
}

function reader(properties: Record<string, unknown>) {
  const fields = layoutOf(properties);
  const has = (field: keyof Fields): boolean => (fields[field] ?? '') in properties;
  const text = (field: keyof Fields): string | null => {
    const value = properties[fields[field] ?? ''];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return null;
    const trimmed = String(value).trim();
    return trimmed === '' || Number(trimmed) <= NO_FIGURE ? null : trimmed;
  };
  const whole = (field: keyof Fields, least: number, most: number): number | null => {
    const value = text(field);
    const number = value === null ? NaN : Math.round(Number(value));
    return number >= least && number <= most ? number : null;
  };
  return { has, text, whole };
}

function layoutOf(properties: Record<string, unknown>): Fields {
  let best: Fields | undefined;
  let most = 0;
  for (const fields of Object.values(layouts) as Fields[]) {
    const codes = [fields.code, fields.buurtCode, fields.wijkCode, fields.gemeenteCode];
    if (!codes.some((name) => name !== undefined && name in properties)) continue;
    const known = Object.values(fields).filter((name) => name in properties).length;
    if (known > most) [best, most] = [fields, known];
  }
  if (best) return best;
  const seen = Object.keys(properties);
  const names = seen.slice(0, 30).map((name) => name.slice(0, 60));
  throw new UnreadableInput(
    seen.length === 0
      ? 'This is no known layout of CBS areas: the features have no fields.'
      : `This is no known layout of CBS areas. The fields seen are ${names.join(', ')}${seen.length > 30 ? ' and more' : ''}; known are ${Object.keys(layouts).join(', ')}.`,
  );
}
