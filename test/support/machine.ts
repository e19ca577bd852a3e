import { existsSync } from 'node:fs';

/** Debian's: the first has no window to draw and takes half the work; the whole one does as well. */
const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** What this machine offers to the tests; with CI=true test/machine.test.ts demands all of it. */
export const chromiumPath =
  process.env['CHROMIUM_PATH'] ?? browsers.find((path) => existsSync(path)) ?? browsers[0]!;
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

/**
 * For Node: PGlite's machine code as it is made first. To make it better takes longer than the short life of a test's
 * database gives back.
 */
export const QUICK_TO_BEGIN = ['--liftoff-only'];
