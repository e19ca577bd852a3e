import { z } from 'zod';
import { kind, status, visibility, wheelchair } from '../contracts/assets.ts';
import { kinds } from '../contracts/kinds.ts';
import { assetGeometry, plainList, plainText } from '../contracts/common.ts';
import { bareName, columnsOf, requireFields } from '../imports/columns.ts';
import { identityOf } from '../imports/staged.ts';
import { decoded } from '../imports/text.ts';
import { readFeatures } from '../neighbourhoods/import/read.ts';
import { readCsv } from '../imports/csv.ts';

/** Fields of an import, and their headers. */
export const FIELDS = [
  ...['id', 'kind', 'title', 'description', 'lon', 'lat', 'tags', 'capacity', 'status'],
  ...['visibility', 'openingHours', 'wheelchair', 'webLink', 'source', 'languages'],
  ...['lastUsedOn', 'lastUsedFor'],
];
const NEEDED = ['kind', 'title', 'lon', 'lat'];

/** Kinds may also be written as they stand on the screens. */
const DUTCH: Record<string, string> = {
  talent: 'person',
  vereniging: 'association',
  organisatie: 'institution',
  plek: 'place',
  ruil: 'exchange',
  verhaal: 'story',
};

const row = z.object({
  id: z.uuid('is not a UUID').optional(),
  kind: kind.refine((word) => word !== 'person', 'a talent needs consent and is not imported'),
  title: plainText(120, 1),
  description: plainText(4000).default(''),
  tags: plainList(40).default([]),
  capacity: z.coerce
    .number('is a whole number')
    .int('is a whole number')
    .min(0, 'is 0 or more')
    .max(100000, 'is at most 100000')
    .optional(),
  status: status.default('published'),
  visibility: visibility.default('public'),
  openingHours: plainText(500).optional(),
  wheelchair: wheelchair.default('unknown'),
  webLink: z
    .string()
    .max(500)
    .regex(/^https?:\/\/[^\s<>]+$/, 'starts with http:// or https://')
    .optional(),
  source: plainText(200).optional(),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'is a code such as nl'))
    .max(20)
    .default([]),
  lastUsedOn: z.iso
    .date('is a date such as 2026-11-23')
    // there is no year 0 in the database
    .refine((day) => day >= '1900', 'is a date such as 2026-11-23')
    .optional(),
  lastUsedFor: plainText(300).optional(),
  geometry: assetGeometry,
});

export interface AssetRow extends z.infer<typeof row> {
  id: string;
  /** Of all that the row says: equal digests are equal assets. */
  digest: string;
}

/** A row as read: its place in the file, and what it says or why it is refused. */
export type Read = { line: number } & Checked;
type Checked = { row: AssetRow; refused?: undefined } | { refused: string };
type Given = Record<string, unknown>;

/**
 * The rows of CSV or GeoJSON, checked one by one. `columns` says which header means which field;
 * `notes` hears what was not read. Throws UnreadableInput when the whole cannot be read.
 */
export async function* readRows(
  bytes: AsyncIterable<Uint8Array>,
  format: 'csv' | 'geojson',
  columns: Record<string, string>,
  notes: string[],
): AsyncGenerator<Read> {
  requireFields(columns, FIELDS);
  if (format === 'geojson') {
    let line = 0;
    for await (const { properties, geometry } of readFeatures(bytes))
      yield { line: (line += 1), ...checked({ ...named(properties, columns), geometry }) };
    return;
  }
  const wanted = {
    ...{ fields: FIELDS, needed: NEEDED },
    fieldOf: (name: string) => fieldOf(name, columns),
  };
  const fieldsOf = (header: string[]) => columnsOf(header, wanted, notes);
  for await (const found of readCsv(decoded(bytes), fieldsOf))
    yield 'refused' in found ? found : { line: found.line, ...checked(found.cells) };
}

const byName = new Map(FIELDS.map((field) => [bareName(field), field]));
const fieldOf = (name: string, columns: Record<string, string>): string | undefined =>
  Object.hasOwn(columns, name) ? columns[name] : byName.get(bareName(name));

function named(properties: Given, columns: Record<string, string>): Given {
  const given: Given = {};
  for (const [name, value] of Object.entries(properties)) {
    const field = fieldOf(name, columns);
    if (field !== undefined && value !== null && value !== '') given[field] = value;
  }
  return given;
}

const list = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .split(/[;|]/)
        .map((part) => part.trim())
        .filter(Boolean)
    : value;

const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value.replace(',', '.')) : value;

/** Lists and the point are put together from their words. */
function shaped(given: Given): Given {
  const word = typeof given.kind === 'string' ? given.kind.trim().toLowerCase() : given.kind;
  return {
    ...given,
    kind: DUTCH[word as string] ?? word,
    tags: list(given.tags),
    languages: list(given.languages),
    geometry: given.geometry ?? {
      type: 'Point',
      coordinates: [numberOf(given.lon), numberOf(given.lat)],
    },
  };
}

function checked(given: Given): Checked {
  const result = row.safeParse(shaped(given));
  if (!result.success)
    return { refused: [...new Set(result.error.issues.map(faultOf))].join('; ') };
  const { id, ...said } = result.data;
  const { digest, uuid } = identityOf(said);
  return { row: { ...result.data, id: id ?? uuid, digest } };
}

function faultOf({ path, message, code }: z.core.$ZodIssue): string {
  const [field] = path;
  if (field === 'geometry') {
    if (code === 'invalid_type') return 'lon and lat are numbers such as 5.47 and 52.51';
    if (code === 'invalid_union') return 'its shape is neither a point nor an area';
    return `its place: ${message}`;
  }
  if (field === 'kind' && code === 'invalid_value')
    return `kind is one of ${kinds.filter((word) => word !== 'person').join(', ')}`;
  return `${String(field)} ${message.endsWith('received undefined') ? 'is missing' : message}`;
}
