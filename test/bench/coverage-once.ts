import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import type { Land } from './coverage-input.ts';
import { cover } from './coverage-ours.ts';

/** The whole of a land covered in a process of its own, so that its memory is its own. Tells the peak. */
const land = deserialize(readFileSync(process.argv[2]!)) as Land;
const { classes } = cover(land);
// On Linux in kilobytes.
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ areas: classes.length, peakMegabytes }));
