import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareFolder } from '../../api/db/prepared.ts';

/** Makes the prepared folder once, before several workers would each make their own. */
export default async function prepare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtweefsel-'));
  await prepareFolder(folder, () => undefined);
  await rm(folder, { recursive: true });
}
