import type { Transaction } from '../db/port.ts';

export interface Column {
  name: string;
  /** As PostgreSQL writes it: text[], timestamp with time zone, extensions.geometry(...). */
  type: string;
}

export interface Reference {
  column: string;
  table: string;
}

export interface Table {
  /** Schema and name, as in public.assets. */
  name: string;
  columns: Column[];
  key: Column[];
  /** Its columns that refer to another row: a row leaves with any of them. */
  references: Reference[];
  hasTriggers: boolean;
}

/**
 * Left out of every export: secrets of the hour, which are worth nothing elsewhere, and what is
 * made from other tables anyway.
 */
const LEFT_OUT = [
  'private.sessions',
  'private.sign_in_codes',
  'private.rate_limits',
  'private.buurt_pieces',
  'private.loose_pictures',
  'private.shipped_terms',
];

/** Of Supabase's own schema only the people themselves, and of those what platform.sql has. */
const OUTSIDE = ['auth.users'];
const OUTSIDE_COLUMNS = ['id', 'email', 'raw_app_meta_data', 'raw_user_meta_data', 'created_at'];

type Found = Omit<Table, 'key'> & { key: string[]; refersTo: string[] };

/** The tables of this database, each after those it refers to. Read from the catalog. */
export async function readTables(tx: Transaction): Promise<Table[]> {
  const found = await tx.query<Found>(
    `select n.nspname || '.' || c.relname as name,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
          order by a.attname collate "C")
        from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and (n.nspname <> 'auth' or a.attname = any ($3::text[]))) as columns,
       (select json_agg(a.attname order by array_position(i.indkey::int[], a.attnum::int))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as key,
       coalesce((select json_agg(json_build_object('column', a.attname,
           'table', rn.nspname || '.' || r.relname) order by a.attnum)
         from pg_constraint k
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
         join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
         where k.conrelid = c.oid and k.contype = 'f' and cardinality(k.conkey) = 1
       ), '[]') as "references",
       exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as "hasTriggers",
       coalesce((select json_agg(distinct k.confrelid::regclass::text) from pg_constraint k
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '[]') as "refersTo"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname in ('public', 'private') or n.nspname || '.' || c.relname = any ($2::text[]))
       and n.nspname || '.' || c.relname <> all ($1::text[])
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by n.nspname collate "C", c.relname collate "C"`,
    [LEFT_OUT, OUTSIDE, OUTSIDE_COLUMNS],
  );
  return inOrder(found).map(({ refersTo: _, key, ...table }) => ({
    ...table,
    key: key.map((name) => table.columns.find((column) => column.name === name)!),
  }));
}

/** Each table after those it refers to; names decide between equals, so the order is always the same. */
function inOrder(tables: Found[]): Found[] {
  const ordered: Found[] = [];
  // regclass leaves "public." out where the search path holds it
  const isDone = (name: string) =>
    ordered.some((table) => table.name === name || table.name === `public.${name}`);
  const all = new Set(tables.flatMap(({ name }) => [name, name.replace(/^public\\./, '')]));
  while (ordered.length < tables.length) {
    const next = tables.find(
      (table) =>
        !ordered.includes(table) &&
        table.refersTo.every(
          (name) => isDone(name) || (!all.has(name) && !all.has(`public.${name}`)),
        ),
    );
    if (!next) throw new Error('tables refer to each other in a circle');
    ordered.push(next);
  }
  return ordered;
}

/** Applied migrations, oldest first: an export fits only a database that has the same. */
export async function readVersions(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations order by version collate "C"',
  );
  return rows.map(({ version }) => version);
}
