import { killUnderWrites } from './support/kills.ts';

/** `npm run kill-test -- 200`: kills the server under writes that often; see support/kills.ts. */
const times = Number(process.argv[2] ?? 200);
if (!Number.isInteger(times) || times < 1) {
  console.error('How many kills? Give a whole number from 1.');
  process.exit(1);
}
const { kills, acknowledged, lost } = await killUnderWrites(times, (line) => console.log(line));
console.log(`${kills} kills, ${acknowledged} writes acknowledged, ${lost.length} lost`);
for (const id of lost) console.log(`lost ${id}`);
process.exitCode = lost.length > 0 ? 1 : 0;
