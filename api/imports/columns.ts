import { UnreadableInput } from './report.ts';

/** A name as it stands in a file, without its capitals and signs: "Opening_hours" is openinghours. */
export const bareName = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** What the headers of a table may stand for. */
export interface Wanted {
  fields: string[];
  needed: string[];
  /** The field of a header, undefined for none; sees the whole header, since one name may decide another. */
  fieldOf: (name: string, header: string[]) => string | undefined;
}

/**
 * The field that each header stands for; `notes` hears what is not read. Throws UnreadableInput for a
 * needed one that is missing, and for two of one field.
 */
export function columnsOf(
  header: string[],
  { fields, needed, fieldOf }: Wanted,
  notes: string[],
): (string | undefined)[] {
  const found = header.map((name) => fieldOf(name, header));
  const missing = needed.filter((field) => !found.includes(field));
  if (missing.length > 0)
    throw new UnreadableInput(
      `The columns ${missing.join(', ')} are missing: the file has ${shortened(header.join(', '))}. Wanted are ${fields.join(', ')}; name others with --map column=field.`,
    );
  const twice = found.filter((field, n) => field && found.indexOf(field) !== n);
  if (twice.length > 0)
    throw new UnreadableInput(`The file has more than one column for ${twice.join(', ')}.`);
  const unread = header.filter((_, n) => found[n] === undefined);
  if (unread.length > 0) notes.push(`Not read: the columns ${unread.join(', ')}.`);
  return found;
}

/** Headers that somebody named by hand. Throws UnreadableInput for a field that there is not. */
export function requireFields(columns: Record<string, string>, fields: string[]): void {
  const strange = Object.values(columns).filter((field) => !fields.includes(field));
  if (strange.length > 0)
    throw new UnreadableInput(
      `There is no field ${strange.join(', ')}: the fields are ${fields.join(', ')}.`,
    );
}

const shortened = (text: string): string =>
  text.length > 300 ? `${text.slice(0, 300)} ...` : text;
