import { UnreadableInput } from '../../imports/report.ts';

export type SquareSize = 100 | 500;

/** Which column of a table of squares is which. */
export interface SquareColumns {
  /** Of the code, which names the south-west corner. */
  code: string;
  size: SquareSize;
  inhabitants: string;
  dwellings: string | undefined;
  /** Where the columns themselves say it. */
  year: number | undefined;
}

interface Layout {
  shown: string;
  /** Each on a name without its capitals and signs; `size` and `year` as it tells them. */
  code: RegExp;
  inhabitants: RegExp;
  dwellings: RegExp;
}

const layouts: Layout[] = [
  {
    shown: 'crs28992res100m with aantal_inwoners',
    code: /^crs28992res(?<size>100|500)m$/,
    inhabitants: /^aantalinwoners$/,
    dwellings: /^aantalwoningen$/,
  },
  {
    shown: 'c28992r100 with aantal_inwoners',
    code: /^c28992r(?<size>100|500)$/,
    inhabitants: /^aantalinwoners$/,
    dwellings: /^aantalwoningen$/,
  },
  {
    shown: 'C28992R100 with INWONER',
    code: /^c28992r(?<size>100|500)$/,
    inhabitants: /^inwoner$/,
    dwellings: /^woning$/,
  },
  {
    shown: 'C28992R100 with INW2014',
    code: /^c28992r(?<size>100|500)$/,
    inhabitants: /^inw(?<year>20\d\d|\d\d)$/,
    dwellings: /^won(?<year>20\d\d|\d\d)$/,
  },
];

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Finds the columns of squares, undefined where these are none. Of several years it takes the one that is
 * asked, or the newest. Throws UnreadableInput for a year that is not among them.
 */
export function squareColumns(header: string[], asked?: number): SquareColumns | undefined {
  for (const layout of layouts) {
    const codes = found(header, layout.code);
    const counts = found(header, layout.inhabitants).sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
    const [code, other] = codes;
    const [newest] = counts;
    if (!code || !newest || other) continue;
    const count = newest.year && asked ? counts.find(({ year }) => year === asked) : newest;
    if (!count)
      throw new UnreadableInput(
        `The columns hold figures of ${counts.map(({ year }) => year).join(', ')}, not of ${asked}.`,
      );
    const dwellings = found(header, layout.dwellings).find(({ year }) => year === count.year);
    const { name, size } = code;
    return {
      ...{ code: name, size: size as SquareSize, year: count.year },
      ...{ inhabitants: count.name, dwellings: dwellings?.name },
    };
  }
  return undefined;
}

const found = (header: string[], pattern: RegExp) =>
  header.flatMap((name) => {
    const match = pattern.exec(bare(name));
    if (!match) return [];
    const { size, year } = match.groups ?? {};
    return [{ name, size: Number(size), year: year ? 2000 + (Number(year) % 100) : undefined }];
  });

/** Whether a table means to be of squares, in a layout that is known or not. */
export const isOfSquares = (header: string[]): boolean =>
  header.some((name) => /c(rs)?28992r/.test(bare(name)));

export function unknownLayout(header: string[]): UnreadableInput {
  const seen = header.slice(0, 30).map((name) => name.slice(0, 60));
  return new UnreadableInput(
    `This is no known layout of CBS squares. The columns seen are ${seen.join(', ')}${header.length > 30 ? ' and more' : ''}; known are ${layouts.map(({ shown }) => shown).join(', ')}, and the same of 500 m.`,
  );
}

/**
 * The year that names (of a table, of a file; the nearest first) say; null where none does, or one says
 * several. CBS puts the year in which it published before: 2025-cbs_vk100_2024_v1.zip is of 2024.
 */
export function yearInNames(names: string[]): number | null {
  for (const name of names) {
    const behind = /(?:vk|vierkant\w*?)[-_ ]?(?:100|500)m?[-_ ]?(20\d\d)(?!\d|[-_ ]?20\d\d)/i.exec(
      name,
    )?.[1];
    const all = new Set(name.match(/(?<!\d)20\d\d(?!\d)/g));
    const [only] = all;
    if (behind) return Number(behind);
    if (only && all.size === 1) return Number(only);
  }
  return null;
}

/** Throws UnreadableInput where a name says another size than the column of the code. */
export function requireSize({ code, size }: SquareColumns, names: string[]): void {
  for (const name of names) {
    const said = /(?:vk|vierkant(?:en)?)[-_ ]?(100|500)(?!\d)/i.exec(name)?.[1];
    if (said && Number(said) !== size)
      throw new UnreadableInput(
        `It is unclear how large the squares are: the column ${code} says ${size} m, the name ${name} says ${said} m.`,
      );
  }
}
