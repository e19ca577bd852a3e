import { importAssets } from '../../api/assets/import.ts';
import { openPostgres } from '../../api/db/postgres.ts';

/** One import in a process of its own, so that its memory is its own. Tells the report and the peak. */
const [url, file] = process.argv.slice(2);
const database = await openPostgres(url!);
const report = await importAssets(database, file!);
await database.close();
// On Linux in kilobytes.
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ...report, faults: report.faults.slice(0, 3), peakMegabytes }));
