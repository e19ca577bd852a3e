import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../../web/build-when-changed.mjs', import.meta.url));

/** Builds the web where it changed, once: two workers would each build into the same folder. */
export default function prepareWeb(): void {
  execFileSync(process.execPath, [build], { stdio: 'pipe' });
}
