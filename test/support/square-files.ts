import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sqlite from 'node-sqlite3-wasm';

type Value = string | number | null;

/** Rows of squares; the names of the first one's fields are the columns. */
export type Squares = Record<string, Value>[];

/** A GeoPackage with these tables, as far as attributes go: CBS has a geometry beside them. */
export function geoPackage(tables: Record<string, Squares>): Buffer {
  const path = join(tmpdir(), `${randomUUID()}.gpkg`);
  const file = new sqlite.Database(path);
  file.exec('create table gpkg_contents (table_name text, data_type text)');
  for (const [name, rows] of Object.entries(tables)) {
    const columns = Object.keys(rows[0]!);
    file.exec(`create table "${name}" (fid integer primary key, geom blob, ${columns.join(', ')})`);
    file.run('insert into gpkg_contents values (?, ?)', [name, 'features']);
    for (const row of rows)
      file.run(
        `insert into "${name}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
        Object.values(row),
      );
  }
  file.close();
  const bytes = readFileSync(path);
  rmSync(path);
  return bytes;
}

/** The same as CSV. */
export const squareTable = (rows: Squares, sign = ';'): string =>
  `${[Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((cells) => cells.join(sign)).join('\r\n')}\r\n`;

/** A zip with these files, stored as they are (APPNOTE 6.3). */
export function zip(files: Record<string, string | Buffer>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content as string);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name)]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    local.push(header, bytes);
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, where, Buffer.from(name)]),
    );
    offset += header.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
