import { writeSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { leftOut } from './machine.ts';

/**
 * Says once what is left out, and ends the run with the line "N passed, N failed". What failed
 * outside a test (a file that does not load, a stray rejection) counts as a failure.
 */
export class CountReporter implements Reporter {
  onInit(vitest: Vitest): void {
    for (const line of leftOut) vitest.logger.log(line);
  }

  onTestRunEnd(modules: readonly TestModule[], strays: readonly unknown[]): void {
    let passed = 0;
    let failed = strays.length;
    for (const module of modules) {
      failed += module.errors().length;
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        if (state === 'failed') failed++;
      }
    }
    // At the exit of the process: vitest's own summary comes first.
    process.once('exit', () => writeSync(1, `${passed} passed, ${failed} failed\n`));
  }
}
