import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serialize } from 'node:v8';
import type { Land } from './coverage-input.ts';
import { RUNS, type Finding } from './measure.ts';

const MOST_MEGABYTES = 600;
const program = promisify(execFile);

/** How much memory the coverage of a land takes, raw arrays and program included, in processes of its own. */
export async function peakOf(land: Land): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-coverage-'));
  try {
    const file = join(folder, 'land');
    await writeFile(file, serialize(land));
    const peaks: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const { stdout } = await program(process.execPath, [
        ...['--import', 'tsx', 'test/bench/coverage-once.ts', file],
      ]);
      const { areas, peakMegabytes } = JSON.parse(stdout) as Record<string, number>;
      if (areas !== land.areas.length) throw new Error(`only ${areas} areas were covered`);
      peaks.push(Math.ceil(peakMegabytes!));
    }
    const peak = Math.max(...peaks);
    return {
      what: 'peak memory of that coverage in megabytes',
      mustHold: `<= ${MOST_MEGABYTES}`,
      ratio: peak,
      holds: peak <= MOST_MEGABYTES,
      details: { peaks, node: process.version },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
