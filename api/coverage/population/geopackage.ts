import { UnreadableInput } from '../../imports/report.ts';
import { unknownLayout, type SquareColumns } from './square-layouts.ts';
import type { SquareRow } from './squares.ts';

/** A table of squares in a GeoPackage, row by row. */
export interface SquareTable {
  name: string;
  columns: SquareColumns;
  rows(): Iterable<SquareRow>;
  /** Which share (0 to 1) of the rows was read. */
  share(): number;
  close(): void;
}

type Values = Record<string, unknown>;

/**
 * The table of squares of a GeoPackage. While it is open a lock stands beside the file: it must lie in a
 * folder of our own. Throws UnreadableInput when no table holds squares, or several do.
 */
export async function openGeoPackage(
  path: string,
  columnsOf: (header: string[]) => SquareColumns | undefined,
): Promise<SquareTable> {
  const sqlite = (await import('node-sqlite3-wasm')).default;
  const unreadable = (error: unknown) =>
    error instanceof sqlite.SQLite3Error
      ? new UnreadableInput(`The GeoPackage cannot be read: ${error.message}.`)
      : error;
  try {
    const file = new sqlite.Database(path, { readOnly: true, fileMustExist: true });
    try {
      const tables = tablesOf((text) => file.all(text) as Values[]);
      const { name, columns } = only(tables, columnsOf);
      const most = Number((file.get(`select max(rowid) as n from ${quoted(name)}`) as Values)['n']);
      let read = 0;
      return {
        ...{ name, columns },
        share: () => (most > 0 ? Math.min(read / most, 1) : 0),
        close: () => file.close(),
        *rows() {
          const statement = file.prepare(selectOf(name, columns));
          try {
            for (const row of statement.iterate() as Iterable<Values>) {
              read += 1;
              const { code, inhabitants, dwellings } = row;
              yield { line: read, code, inhabitants, dwellings };
            }
          } catch (error) {
            throw unreadable(error);
          } finally {
            statement.finalize();
          }
        },
      };
    } catch (error) {
      file.close();
      throw error;
    }
  } catch (error) {
    throw unreadable(error);
  }
}

/** The tables with their columns; a SQLite file without contents as of a GeoPackage shows all it has. */
function tablesOf(query: (text: string) => Values[]): { name: string; header: string[] }[] {
  const names = query("select name from sqlite_master where type = 'table'").map(({ name }) =>
    String(name),
  );
  const contents = names.includes('gpkg_contents')
    ? query('select table_name as name from gpkg_contents').map(({ name }) => String(name))
    : names;
  return contents
    .filter((name) => names.includes(name))
    .map((name) => ({
      name,
      header: query(`select name from pragma_table_info(${literal(name)})`).map((column) =>
        String(column['name']),
      ),
    }));
}

function only(
  tables: { name: string; header: string[] }[],
  columnsOf: (header: string[]) => SquareColumns | undefined,
): { name: string; columns: SquareColumns } {
  const squares = tables.flatMap(({ name, header }) => {
    const columns = columnsOf(header);
    return columns ? [{ name, columns }] : [];
  });
  const [first, second] = squares;
  if (first && !second) return first;
  if (second)
    throw new UnreadableInput(
      `The GeoPackage holds several tables of squares: ${squares.map(({ name }) => name).join(', ')}. Give it one at a time.`,
    );
  if (tables.length === 0) throw new UnreadableInput('The GeoPackage holds no tables.');
  throw unknownLayout(tables.flatMap(({ header }) => header));
}

const selectOf = (name: string, { code, inhabitants, dwellings }: SquareColumns): string =>
  `select ${quoted(code)} as code, ${quoted(inhabitants)} as inhabitants,
    ${dwellings ? quoted(dwellings) : 'null'} as dwellings from ${quoted(name)}`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
