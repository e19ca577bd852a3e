import type { Finding } from './measure.ts';

/** `npm run bench [-- name ...]`: all benchmarks, or those named. Ratios, never promises of time. */
const all = [
  'restart',
  'serving',
  'browser',
  'import',
  'engine',
  'weave',
  'coverage',
  'evidence',
] as const;
const named = process.argv.slice(2);
const findings: Finding[] = [];
for (const name of all) {
  if (named.length > 0 && !named.includes(name)) continue;
  const { run } = (await import(`./${name}.ts`)) as { run: () => Promise<Finding[]> };
  for (const finding of await run()) {
    findings.push(finding);
    const { what, mustHold, ratio, holds, details } = finding;
    console.log(`${holds ? 'holds' : 'FAILS'}  ${ratio} (must be ${mustHold})  ${what}`);
    console.log(`       ${JSON.stringify(details)}`);
  }
}
process.exitCode = findings.every(({ holds }) => holds) ? 0 : 1;
