import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { leanPostgis } from '../api/db/postgis-bundle.ts';

test('the lean PostGIS holds its library and projections, and no script or other library', async () => {
  const path = await leanPostgis();
  const names = execFileSync('tar', ['-tzf', path!], { encoding: 'utf8' }).trim().split('\n');
  expect(names.filter((name) => name.endsWith('.so'))).toEqual(['lib/postgresql/postgis-3.so']);
  expect(names.filter((name) => name.endsWith('.sql'))).toEqual([]);
  expect(names).toContain('share/proj/proj.db');
  expect(names).toContain('share/postgresql/extension/postgis.control');
  expect(await leanPostgis()).toBe(path);
});
