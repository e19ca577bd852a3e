// The thread that holds PGlite: a query blocks its thread for as long as it runs, and the API's
// must never wait. Plain JavaScript, so that it starts without a loader.
// @ts-check
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { postgis as wholePostgis } from '@electric-sql/pglite-postgis';
import { parsers } from './values.mjs';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
/** @type {typeof wholePostgis} */
const postgis = {
  name: wholePostgis.name,
  setup: async (...given) => ({
    ...(await wholePostgis.setup(...given)),
    ...(workerData.postgis && { bundlePath: pathToFileURL(workerData.postgis) }),
  }),
};
const database = new PGlite({
  dataDir: workerData.folder,
  extensions: { postgis, pg_trgm, unaccent },
  parsers,
});

/**
 * A GEOS exception (overlay of an invalid polygon) raises nothing here: the statement answers
 * without rows, fields or command, and its transaction would commit; one that writes stops half-way
 * and answers the command `???`. Both are errors, and whoever asked rolls back.
 * @template {{ command?: string }} R
 * @param {R} result
 */
function checked(result) {
  if (result.command === undefined || result.command === '???') {
    throw Object.assign(new Error('the statement ended without a result: invalid geometry'), {
      code: 'XX000',
    });
  }
  return result;
}

/** @type {{ [name: string]: (message: any) => Promise<unknown> }} */
const operations = {
  async open() {
    await database.waitReady;
    await database.query("set time zone 'UTC'");
    // As nobody in particular, once that role exists: a statement outside a transaction of the port
    // never runs as the owner.
    await database.query(
      "select set_config('role', 'anon', false) from pg_roles where rolname = 'anon'",
    );
    await database.listen('changes', (payload) => port.postMessage({ change: payload }));
  },
  async query({ text, params }) {
    const { rows, affectedRows, command } = checked(await database.query(text, params));
    return { rows, affectedRows, command };
  },
  async script({ text }) {
    (await database.exec(text)).forEach(checked);
  },
  async copy({ target, lines }) {
    // The blob counts as a file of the server, which service_role may not read.
    const { rows } = await database.query("select current_setting('role') as role");
    const role = /** @type {{ role: string }} */ (rows[0]).role;
    if (role === 'service_role') await database.query('set local role none');
    checked(
      await database.query(`copy ${target} from '/dev/blob'`, [], { blob: new Blob([lines]) }),
    );
    if (role === 'service_role') await database.query('set local role service_role');
  },
  async close() {
    await database.close();
  },
};

port.on('message', async ({ id, operation, ...message }) => {
  try {
    port.postMessage({ id, value: await operations[operation]?.(message) });
  } catch (error) {
    const { message: text, code, constraint } = /** @type {any} */ (error);
    port.postMessage({ id, error: { message: text, code: code ?? 'XX000', constraint } });
  }
});
