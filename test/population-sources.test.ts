import { gzipSync } from 'node:zlib';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { downloadFile } from '../api/coverage/population/download.ts';
import type { FetchLimits } from '../api/neighbourhoods/import/ogc.ts';
import { collection, feature, rectangle } from './support/area-files.ts';
import { forEachDatabase } from './support/database.ts';
import { fileServer } from './support/file-server.ts';
import { populationFiles } from './support/population.ts';
import { geoPackage, squareTable, zip } from './support/square-files.ts';

const quick: FetchLimits = { tries: 2, answerMs: 5000, pauseMs: 1, longestPauseMs: 5000 };
const README = 'Toelichting;waarde\nVierkanten;100 m\n';

forEachDatabase('Who lives where, as CBS ships it', (open) => {
  const { square, run, runFrom, serve, cells } = populationFiles(open);
  const rows = () => [{ crs28992res100m: square(), aantal_inwoners: 120, aantal_woningen: 50 }];
  const squares = (table = 'cbs_vk100_2023') => geoPackage({ [table]: rows() });
  const read = { year: 2023, size: 100, inhabitants: 120, dwellings: 50, source: 'CBS' };

  test('in a zip with other files', async () => {
    const whole = zip({
      'cbs/': '',
      'cbs/lees mij.txt': README,
      'cbs/toelichting.csv': README,
      'cbs/toelichting.pdf': '%PDF-1.7',
      'cbs/vk100.gpkg': squares('squares'),
      'cbs/vk100.csv': squareTable(rows()),
    });
    expect(await run(whole, '2025-cbs_vk100_2023_v1.zip')).toMatchObject({ read: 1, written: 1 });
    expect(await cells()).toEqual([read]);
  });

  test('in a zip with CSV, in CSV in gzip, and in a GeoPackage under another name', async () => {
    const packed = zip({ 'cbs_vk100_2023_v1.csv': squareTable(rows()), 'lees.txt': README });
    expect(await run(packed, 'a.bin')).toMatchObject({ unit: 'line', written: 1 });
    const gzip = gzipSync(squareTable(rows()));
    expect(await run(gzip, 'cbs_vk100_2023.csv.gz')).toMatchObject({ unit: 'line', unchanged: 1 });
    expect(await run(squares(), 'a.csv')).toMatchObject({ unit: 'feature', unchanged: 1 });
    expect(await cells()).toEqual([read]);
  });

  test('in a zip with no squares, or several, is refused, naming what is in it', async () => {
    await expect(run(zip({ 'a/lees.txt': README, 'b.shp': 'x' }), 'a.zip')).rejects.toThrow(
      'The zip holds no GeoPackage or CSV of squares, but a/lees.txt, b.shp.',
    );
    await expect(run(zip({}), 'a.zip')).rejects.toThrow(
      'The zip holds no GeoPackage or CSV of squares, but nothing.',
    );
    const two = zip({
      'vk100_2022.gpkg': squares(),
      'lees.txt': README,
      'vk2023.csv': squareTable(rows()),
    });
    await expect(run(two, 'a.zip')).rejects.toThrow(
      'The zip holds several files of squares: vk100_2022.gpkg, vk2023.csv. Give one of them.',
    );
    expect(await cells()).toEqual([]);
  });

  test('in a zip that is damaged, or writes beside itself, is refused', async () => {
    await expect(run(zip({ '../vk100_2023.gpkg': squares() }), 'a.zip')).rejects.toThrow(
      /^The zip cannot be unpacked: invalid relative path/,
    );
    const whole = zip({ 'vk100_2023.gpkg': squares() });
    await expect(run(whole.subarray(0, -30), 'a.zip')).rejects.toThrow(
      /^The zip cannot be unpacked: /,
    );
    await expect(run(gzipSync(squares()).subarray(0, -20), 'a.gz')).rejects.toThrow(
      'The file is damaged: it cannot be unpacked.',
    );
    await expect(run(gzipSync(gzipSync('a')), 'a.gz')).rejects.toThrow('packed more than once');
    await expect(runFrom('no-such-file.gpkg')).rejects.toThrow(
      'There is no file no-such-file.gpkg.',
    );
    await expect(run('', 'a.csv')).rejects.toThrow('The file is empty.');
  });

  test('at a URL, through a redirect; the name it has in the end tells the year', async () => {
    const { url } = await serve({
      '/newest': { status: 302, location: '/2025-cbs_vk100_2023_v1.zip?x=1' },
      '/2025-cbs_vk100_2023_v1.zip?x=1': { body: zip({ 'a.gpkg': squares('squares') }) },
      '/cbs_vk100_2023.csv': { body: squareTable(rows()) },
    });
    expect(await runFrom(`${url}/newest`)).toMatchObject({ written: 1 });
    expect(await runFrom(`${url}/cbs_vk100_2023.csv`)).toMatchObject({ unchanged: 1 });
    expect(await cells()).toEqual([read]);
  });

  test('at a URL with GeoJSON goes by pages', async () => {
    const { url, requests } = await serve({
      '/areas': {
        body: collection([
          feature({ buurtcode: 'BU90010101', jaar: 2023, aantalInwoners: 5 }, rectangle(0, 0)),
        ]),
      },
    });
    expect(await runFrom(`${url}/areas`)).toMatchObject({ read: 1, written: 1 });
    expect(requests).toEqual(['/areas', '/areas']);
  });

  test('at a URL that fails is one clear sentence, and nothing stays behind', async () => {
    const left = async () => (await readdir(tmpdir())).filter((n) => n.startsWith('population-'));
    const before = await left();
    const { url, close } = await serve({
      '/page': { body: '<!doctype html><p>Log in' },
      '/broken.zip': { breaksAfter: squares() },
    });
    const { host } = new URL(url);
    await expect(runFrom(`${url}/none.zip`)).rejects.toThrow(
      `${host} refuses this with status 404.`,
    );
    await expect(runFrom(`${url}/page`)).rejects.toThrow('This is a web page');
    await expect(runFrom(`${url}/broken.zip`)).rejects.toThrow(
      `${host} cannot be reached, or breaks off.`,
    );
    await close();
    await expect(runFrom(`${url}/vk.zip`)).rejects.toThrow(
      `${host} cannot be reached, or breaks off.`,
    );
    expect(await left()).toEqual(before);
    expect(await cells()).toEqual([]);
  });
});

test('A download beyond its limit is refused', async () => {
  const server = await fileServer({ '/a.csv': { body: 'a,b\n'.repeat(500_000) } });
  try {
    await expect(
      downloadFile(`${server.url}/a.csv`, '/dev/null', quick, 1024 ** 2),
    ).rejects.toThrow('The file is larger than 1 MB when downloaded: that is the limit.');
  } finally {
    await server.close();
  }
});
