import { z } from 'zod';
import { connectionKinds, connectionStatuses } from '../../contracts/connection-kinds.ts';
import { plainText } from '../../contracts/common.ts';
import { day } from '../../contracts/connections.ts';
import { bareName, columnsOf, requireFields, type Wanted } from '../../imports/columns.ts';
import { readCsv } from '../../imports/csv.ts';
import { identityOf } from '../../imports/staged.ts';
import { decoded } from '../../imports/text.ts';

export const FIELDS = [
  'id',
  'from',
  'to',
  'kind',
  'status',
  'strength',
  'since',
  'until',
  'note',
  'source',
];
const NEEDED = ['from', 'to'];

/** What other programs call the same: Kumu, Gephi, igraph. */
const OTHER_NAMES: Record<string, string> = { source: 'from', target: 'to', weight: 'strength' };

const id = z
  .uuid({ error: ({ input }) => (input === undefined ? 'is missing' : 'is not a UUID') })
  .transform((text) => text.toLowerCase());
const row = z
  .object({
    id: id.optional(),
    from: id,
    to: id,
    kind: z.enum(connectionKinds, `is one of ${connectionKinds.join(', ')}`).default('knows'),
    status: z
      .enum(connectionStatuses, `is one of ${connectionStatuses.join(', ')}`)
      .default('active'),
    strength: z.coerce
      .number()
      .int('is 1, 2 or 3')
      .min(1, 'is 1, 2 or 3')
      .max(3, 'is 1, 2 or 3')
      .default(1),
    since: day.optional(),
    until: day.optional(),
    note: plainText(1000).default(''),
    source: plainText(200).optional(),
  })
  .superRefine(({ from, to, since, until, status }, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', message });
    if (from === to) fault('nothing is connected to itself');
    if (since && until && until < since) fault('a connection does not end before it begins');
    if (status === 'ended' && !until) fault('what has ended says until when');
  });

export interface TieRow extends z.infer<typeof row> {
  id: string;
  /** The file gives the id. */
  named: boolean;
  /** Of all that the row says: equal digests are equal ties. */
  digest: string;
}
/** A row as read: its line, and what it says or why it is refused. */
export type Read = { line: number } & ({ row: TieRow; refused?: undefined } | { refused: string });

/** The rows of an edge list, checked one by one. Throws UnreadableInput when the whole cannot be read. */
export async function* readTies(
  bytes: AsyncIterable<Uint8Array>,
  columns: Record<string, string>,
  notes: string[],
): AsyncGenerator<Read> {
  requireFields(columns, FIELDS);
  for await (const found of readCsv(decoded(bytes), (header) =>
    columnsOf(header, wanted(columns), notes),
  ))
    yield 'refused' in found ? found : { line: found.line, ...checkedTie(found.cells) };
}

/** "source" and "target" are the two ends only where there is no "from". */
const wanted = (columns: Record<string, string>): Wanted => {
  const named = (name: string) => columns[name] ?? bareName(name);
  return {
    ...{ fields: FIELDS, needed: NEEDED },
    fieldOf: (name, header) => {
      const bare = named(name);
      const field = header.some((other) => named(other) === 'from')
        ? bare
        : (OTHER_NAMES[bare] ?? bare);
      return FIELDS.includes(field) ? field : undefined;
    },
  };
};

/** What a row says, by field; an absent field is not asked for. */
export function checkedTie(
  cells: Record<string, string>,
): { row: TieRow; refused?: undefined } | { refused: string } {
  const result = row.safeParse(cells);
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) =>
      [path[0], message].filter(Boolean).join(' '),
    );
    return { refused: [...new Set(faults)].join('; ') };
  }
  const { id, ...said } = result.data;
  const { digest, uuid } = identityOf(said);
  return { row: { ...result.data, id: id ?? uuid, named: id !== undefined, digest } };
}
