import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'vite';

/**
 * `npm run dev`: the API starts again when a file of it changes; the web is replaced in the page by
 * Vite, which passes /api on. Ends when either does.
 */
const api = spawn(process.execPath, ['--watch-path=api', '--import', 'tsx', 'api/main.ts'], {
  stdio: 'inherit',
});
const web = await createServer({ configFile: 'vite.config.ts' });
await web.listen();
web.printUrls();
await Promise.race([once(api, 'exit'), once(process, 'SIGINT'), once(process, 'SIGTERM')]);
api.kill();
await web.close();
