import { SingleBar } from 'cli-progress';
import { parseArgs } from 'node:util';
import type { Database } from '../db/port.ts';
import { inSentences } from '../imports/in-sentences.ts';
import { UnreadableInput, type ImportReport } from '../imports/report.ts';
import { importNeighbourhoods } from '../neighbourhoods/import/import.ts';
import { runCommand } from './command.ts';

interface Options {
  year: number | undefined;
  dryRun: boolean;
  columns: Record<string, string>;
  allowOutside: boolean;
  onProgress: (read: number, share?: number) => void;
}

type Importer = (database: Database, source: string, options: Options) => Promise<ImportReport>;

const importers: Record<string, Importer> = {
  neighbourhoods: importNeighbourhoods,
  connections: async (...input) =>
    (await import('../connections/exchange/import.ts')).importConnections(...input),
  population: async (...input) =>
    (await import('../coverage/population/import.ts')).importPopulation(...input),
  assets: async (...input) => (await import('../assets/import.ts')).importAssets(...input),
};

const USAGE = `Import a file: npm run import -- <${Object.keys(importers).join('|')}> FILE|URL [--year N] [--dry-run] [--map column=field ...] [--allow-outside]`;

function readArguments(given: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: given,
      allowPositionals: true,
      options: {
        year: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        map: { type: 'string', multiple: true, default: [] },
        'allow-outside': { type: 'boolean', default: false },
      },
    });
    const [what = '', source, ...more] = positionals;
    const importer = Object.hasOwn(importers, what) ? importers[what] : undefined;
    if (!importer || !source || more.length > 0) throw new UnreadableInput(USAGE);
    return {
      importer,
      source,
      year: readYear(values.year),
      columns: readColumns(values.map),
      dryRun: values['dry-run'],
      allowOutside: values['allow-outside'],
    };
  } catch (error) {
    if (error instanceof UnreadableInput) throw error;
    // Node goes on about dashes after its first sentence.
    throw new UnreadableInput(`${(error as Error).message.split('. ')[0]}. ${USAGE}`);
  }
}

function readYear(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const year = Number(text);
  if (Number.isInteger(year) && year >= 1990 && year <= 2100) return year;
  throw new UnreadableInput('--year is a year from 1990 to 2100.');
}

function readColumns(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      if (at > 0 && at < pair.length - 1) return [pair.slice(0, at), pair.slice(at + 1)];
      throw new UnreadableInput(`--map is written column=field, not ${pair}.`);
    }),
  );
}

/** Nothing but the report is written where nobody watches. */
function progressBar(): { show: Options['onProgress']; stop: () => void } {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {read} read | {duration_formatted}',
    stopOnComplete: false,
  });
  bar.start(100, 0, { read: 0 });
  return {
    show: (read, share = 0) => bar.update(Math.floor(share * 100), { read }),
    stop: () => bar.stop(),
  };
}

await runCommand(readArguments, async (database, { importer, source, ...options }) => {
  const { show, stop } = progressBar();
  const report = await importer(database, source, { ...options, onProgress: show }).finally(stop);
  for (const line of inSentences(report)) console.log(line);
  if (report.refused > 0 && report.refused === report.read) process.exitCode = 1;
});
