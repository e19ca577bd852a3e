import { defineConfig } from 'vitest/config';
import { hasBrowser, QUICK_TO_BEGIN } from './test/support/machine.ts';
import { LongFirst } from './test/support/order.ts';
import { CountReporter } from './test/support/reporter.ts';

const unit = {
  extends: true as const,
  test: {
    name: 'unit',
    environment: 'node',
    include: ['test/*.test.ts'],
    globalSetup: ['test/support/prepare-database.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
};

const e2e = {
  extends: true as const,
  test: {
    name: 'e2e',
    environment: 'node',
    include: ['test/e2e/*.test.ts'],
    globalSetup: [
      'test/support/prepare-folder.ts',
      'test/support/prepare-web.ts',
      'test/support/prepare-house.ts',
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As long as Playwright waits: a busy machine is slow, not wrong.
    expect: { poll: { timeout: 30_000 } },
  },
};

export default defineConfig({
  test: {
    // What a file imports, the next one has already: no test stands in for a module, so that they share nothing else.
    isolate: false,
    // An embedded database takes about 1 GB of memory; and a third beside two would keep a browser waiting.
    maxWorkers: 2,
    execArgv: QUICK_TO_BEGIN,
    sequence: { sequencer: LongFirst },
    projects: hasBrowser ? [unit, e2e] : [unit],
    reporters: ['default', new CountReporter()],
  },
});
