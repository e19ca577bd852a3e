import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { openEmbedded } from '../../api/db/embedded.ts';
import { prepareFolder } from '../../api/db/prepared.ts';
import { writeBenchAssets } from './fixture.ts';
import { median, round, RUNS, startProgram, type Finding } from './measure.ts';

const BARE = `
  import { PGlite } from '@electric-sql/pglite';
  import { postgis } from '@electric-sql/pglite-postgis';
  const db = new PGlite({ dataDir: process.argv[1], extensions: { postgis } });
  await db.waitReady;
  const { rows } = await db.query('select count(*)::int as n from public.assets');
  console.log(rows[0].n);
  process.exit(0);
`;

/** Restart on an existing embedded folder to the ready line, against a bare PGlite open of it. */
export async function run(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-restart-'));
  try {
    await prepareFolder(folder, () => {});
    const database = await openEmbedded(folder);
    await writeBenchAssets(database, 5000);
    await database.close();
    const bareFolder = join(folder, 'bare');
    await cp(join(folder, 'database'), bareFolder, { recursive: true });

    const ours: number[] = [];
    const bare: number[] = [];
    for (let i = 0; i < RUNS; i += 1) {
      let from = performance.now();
      const server = await startProgram('api/main.ts', {
        DATA_DIR: folder,
        PORT: '0',
        DATABASE_URL: '',
      });
      ours.push(performance.now() - from);
      const answer = (await (await fetch(`${server.url}/api/v1/assets/counts`)).json()) as {
        total: number;
      };
      await server.stop();
      from = performance.now();
      const peer = spawnSync(process.execPath, ['--input-type=module', '-e', BARE, bareFolder]);
      bare.push(performance.now() - from);
      if (Number(peer.stdout) !== 5000 || answer.total !== 5000)
        throw new Error(`5000 assets expected: bare ${peer.stdout}, ours ${answer.total}`);
    }
    const ratio = round(median(ours) / median(bare));
    return [
      {
        what: 'restart on an embedded folder to the ready line / bare PGlite open of the same folder',
        mustHold: '<= 2.5',
        ratio,
        holds: ratio <= 2.5,
        details: {
          ms: median(ours),
          bareMs: median(bare),
          runs: RUNS,
          node: process.version,
          pglite: '0.5.8',
        },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
