import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { z } from 'zod';
import { kind, status, visibility, wheelchair } from '../contracts/assets.ts';
import { assetGeometry, plainList, plainText } from '../contracts/common.ts';
import { UnreadableInput } from '../imports/report.ts';
import { decoded } from '../imports/text.ts';
import { readFeatures } from '../neighbourhoods/import/read.ts';

/** Fields of an import; the first six are the least a file should have. */
export const FIELDS = [
  ...[
    'id',
    'kind',
    'title',
    'description',
    'lon',
    'lat',
    'tags',
    'capacity',
    'status',
    'visibility',
  ],
  ...['openingHours', 'wheelchair', 'webLink', 'source', 'languages', 'lastUsedOn', 'lastUsedFor'],
] as const;

/** Kinds may also be written as they stand on the screens. */
const DUTCH: Record<string, string> = {
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
    .min(0)
    .max(100000)
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
  lastUsedOn: z.iso.date('is a date such as 2026-11-23').optional(),
  lastUsedFor: plainText(300).optional(),
  geometry: assetGeometry,
});

export interface AssetRow extends z.infer<typeof row> {
  id: string;
  /** Of all that the row says: equal digests are equal assets. */
  digest: string;
}

/** A row as read: its place in the file, and what it says or why it is refused. */
export type Read = { line: number } & ({ row: AssetRow } | { refused: string });

type Raw = Record<string, unknown>;

/**
 * The rows of a CSV or GeoJSON file, checked one by one. `columns` says which header means which
 * field. Throws UnreadableInput when the file as a whole cannot be read.
 */
export async function* readRows(
  path: string,
  columns: Record<string, string>,
): AsyncGenerator<Read> {
  const named = (raw: Raw): Raw =>
    Object.fromEntries(Object.entries(raw).map(([name, value]) => [columns[name] ?? name, value]));
  const source = /\.(geo)?json$/i.test(path) ? readGeoJson(path) : readCsv(path, columns);
  for await (const found of source)
    yield 'refused' in found ? found : { line: found.line, ...checked(named(found.raw)) };
}

type Found = { line: number } & ({ raw: Raw } | { refused: string });

async function* readGeoJson(path: string): AsyncGenerator<Found> {
  let line = 0;
  for await (const { properties, geometry } of readFeatures(createReadStream(path)))
    yield { line: (line += 1), raw: { ...properties, geometry } };
}

async function* readCsv(path: string, columns: Record<string, string>): AsyncGenerator<Found> {
  const text = withFirstLine(decoded(createReadStream(path)));
  const first = await text.next();
  if (first.done || first.value.trim() === '') throw new UnreadableInput('The file is empty.');
  const delimiter = delimiterOf(first.value);
  const damaged: Found[] = [];
  const parser = parse({
    delimiter,
    columns: (header: string[]) =>
      requireColumns(
        header.map((name) => name.trim()),
        columns,
      ),
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      damaged.push({
        line: Number(error?.['lines'] ?? 0),
        refused: 'it is not a row like the others',
      });
      return undefined;
    },
  });
  const whole = Readable.from(
    (async function* () {
      yield first.value;
      yield* text;
    })(),
  );
  whole.on('error', (error) => parser.destroy(error));
  whole.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{
    record: Raw;
    info: { lines: number };
  }>) {
    yield* damaged.splice(0);
    yield { line: info.lines, raw: record };
  }
  yield* damaged;
}

/** The same text, but its first piece is a whole line at least. */
async function* withFirstLine(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let head = '';
  let isWhole = false;
  for await (const chunk of chunks) {
    if (isWhole) {
      yield chunk;
      continue;
    }
    head += chunk;
    isWhole = head.includes('\n');
    if (isWhole) yield head;
  }
  if (!isWhole) yield head;
}

function delimiterOf(text: string): string {
  const header = text.slice(0, text.indexOf('\n') >>> 0);
  return [';', '\t'].find((sign) => header.split(sign).length > header.split(',').length) ?? ',';
}

function requireColumns(header: string[], columns: Record<string, string>): string[] {
  const fields = header.map((name) => columns[name] ?? name);
  const missing = ['kind', 'title', 'lon', 'lat'].filter((field) => !fields.includes(field));
  if (missing.length > 0)
    throw new UnreadableInput(
      `The columns ${missing.join(', ')} are missing: the file has ${header.join(', ')}. Wanted are ${FIELDS.join(', ')}; name others with --map column=field.`,
    );
  return header;
}

const list = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .split(/[;|]/)
        .map((part) => part.trim())
        .filter(Boolean)
    : value;

/** Empty cells are absent; lists and the point are put together. */
function shaped(raw: Raw): Raw {
  const given = Object.fromEntries(
    Object.entries(raw).filter(
      ([, value]) => value !== '' && value !== null && value !== undefined,
    ),
  );
  const word =
    typeof given['kind'] === 'string' ? given['kind'].trim().toLowerCase() : given['kind'];
  return {
    ...given,
    kind: DUTCH[word as string] ?? word,
    tags: list(given['tags']),
    languages: list(given['languages']),
    geometry: given['geometry'] ?? {
      type: 'Point',
      coordinates: [numberOf(given['lon']), numberOf(given['lat'])],
    },
  };
}

const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value.replace(',', '.')) : value;

function checked(raw: Raw): { row: AssetRow } | { refused: string } {
  const result = row.safeParse(shaped(raw));
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => {
      const at = path[0] === 'geometry' ? 'lon, lat' : path[0];
      return at === undefined ? message : `${String(at)} ${message}`;
    });
    return { refused: [...new Set(faults)].join('; ') };
  }
  const { id, ...said } = result.data;
  const hash = createHash('sha256').update(JSON.stringify(said)).digest();
  return { row: { ...result.data, id: id ?? uuidOf(hash), digest: hash.toString('base64url') } };
}

/** A UUID (version 8, RFC 9562) that follows from what the row says: read twice, it is one asset. */
function uuidOf(hash: Buffer): string {
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
