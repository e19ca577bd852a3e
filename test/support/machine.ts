import { existsSync } from 'node:fs';

/** What this machine offers to the tests; with CI=true test/machine.test.ts demands all of it. */
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(chromiumPath);
export const testDatabaseUrl = process.env['TEST_DATABASE_URL'] || undefined;
export const inCi = process.env['CI'] === 'true';

/** One line for each suite that this machine leaves out. */
export const leftOut: string[] = [
  ...(testDatabaseUrl
    ? []
    : ['PostgreSQL is left out: set TEST_DATABASE_URL to the URL of a superuser.']),
  ...(hasBrowser
    ? []
    : [`The browser tests are left out: ${chromiumPath} is not there (CHROMIUM_PATH).`]),
];
