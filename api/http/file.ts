import type { Context } from 'hono';
import type { Env } from './environment.ts';

export const CSV = 'text/csv; charset=utf-8';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file to keep, under this name; not by anything in between. */
export const asFile = (
  c: Context<Env>,
  name: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
) =>
  c.body(body, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'private, no-store',
  });
