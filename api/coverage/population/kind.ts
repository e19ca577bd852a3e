import { UnreadableInput } from '../../imports/report.ts';

export type Kind = 'geopackage' | 'zip' | 'gzip' | 'features' | 'table';

/** What a file is, by its first bytes, some hundreds. Throws UnreadableInput for what is none of it. */
export function kindOf(start: Buffer): Kind {
  if (start.toString('latin1', 0, 15) === 'SQLite format 3') return 'geopackage';
  if (start.toString('latin1', 0, 2) === 'PK') return 'zip';
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  const text = start
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text.startsWith('{')) return 'features';
  if (/^<(!doctype|html|\?xml)/i.test(text))
    throw new UnreadableInput('This is a web page or XML, not a file with who lives where.');
  return 'table';
}
