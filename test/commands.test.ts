import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

describe('A command', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'commands-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    [
      'import',
      ['wolves', 'file.csv'],
      'Import a file: npm run import -- <neighbourhoods|connections|population|assets>',
    ],
    ['import', ['assets'], 'Import a file: '],
    ['import', ['neighbourhoods', 'a.json', '--year', '12'], '--year is a year from 1990 to 2100.'],
    ['import', ['assets', 'a.csv', '--map', 'naam'], '--map is written column=field, not naam.'],
    ['import', ['assets', 'a.csv', '--wolf'], "Unknown option '--wolf'"],
    ['export', [], 'Name one file: npm run export -- FILE'],
    ['restore', ['a', 'b'], 'Name one file: npm run restore -- FILE'],
    ['role', ['a@example.org', 'wolf', 'NL'], 'Give somebody a role: '],
    ['role', ['a@example.org', 'connector', 'NL', '--trusted'], 'Give somebody a role: '],
  ])('%s %j is refused in one sentence, and makes no data folder', async (name, args, says) => {
    const data = join(folder, 'data');
    const run = promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', `api/commands/${name}.ts`, ...args],
      { cwd: root, env: { PATH: process.env['PATH'], DATA_DIR: data } },
    );
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(says),
    });
    expect(existsSync(data)).toBe(false);
  });
});
