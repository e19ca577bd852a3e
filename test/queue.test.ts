import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { middleOf } from './support/areas.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours, place } from './support/neighbours.ts';

type Titled = { title: string };

forEachDatabase('The queue of a connector', (open) => {
  let database: Database;
  let api: ReturnType<typeof testApi>;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  const made: Record<string, string> = {};

  beforeAll(async () => {
    database = await open();
    api = testApi(database);
    ({ actors } = await neighbours(database));
    // The neighbours' own all have one name and one place.
    await database.asSystem((tx) => tx.run('delete from public.assets'));
    const write = async (name: string, metresEast: number, given: Parameters<typeof place>[1]) => {
      made[name] = await place(database, given);
      const [lon, lat] = middleOf(given?.at ?? HERE);
      await database.asSystem((tx) =>
        tx.run(
          `update public.assets set title = $2, last_confirmed_at = now(),
             geometry = extensions.st_setsrid(extensions.st_point($3::float8, $4::float8), 4326)
           where id = $1`,
          [made[name], name, lon + metresEast / 67_800, lat],
        ),
      );
    };
    await write('Ruilkast de Punt', 0, {});
    await write('Ruilkast De Punt', 40, {});
    await write('Ruilkast de Punt ver weg', 180, {});
    await write('Koor', 10, {});
    await write('Voorstel', 400, { status: 'proposed' });
    await write('Oud', 500, {});
    await write('Elders', 0, { at: 'BU90020101', status: 'proposed' });
    await database.asSystem((tx) =>
      tx.run(
        `update public.assets set last_confirmed_at = now() - interval '13 months' where id = $1`,
        [made['Oud']],
      ),
    );
    const report = { id: randomUUID(), reason: 'gone', note: 'Zingt niet meer' };
    await api.as()('POST', `/assets/${made['Koor']}/report`, report);
  });

  const read = async (actor = actors.connector) => {
    const { json } = await api.as(actor)('GET', '/assets/queue');
    return {
      proposed: json.proposed.map(({ title }: Titled) => title),
      reported: json.reported.map(({ asset }: { asset: Titled }) => asset.title),
      outOfDate: json.outOfDate.map(({ title }: Titled) => title),
      twins: json.twins.map(({ one, other }: { one: Titled; other: Titled }) =>
        [one.title, other.title].toSorted(),
      ),
      json,
    };
  };

  test('names what waits, was reported, is out of date, or may be there twice', async () => {
    const { json, ...titles } = await read();
    expect(titles).toEqual({
      proposed: ['Voorstel'],
      reported: ['Koor'],
      outOfDate: ['Oud'],
      twins: [['Ruilkast De Punt', 'Ruilkast de Punt']],
    });
    expect(json.reported[0].reports).toEqual([
      {
        id: expect.any(String),
        reason: 'gone',
        note: 'Zingt niet meer',
        reportedAt: expect.any(String),
      },
    ]);
    expect(json.twins[0].metres).toBeCloseTo(40, 0);
  });

  test('holds for others only what they may act on', async () => {
    const totals = { proposed: 0, reported: 0, outOfDate: 0 };
    const nothing = { proposed: [], reported: [], outOfDate: [], totals, twins: [] };
    for (const name of ['here', 'there', 'municipality', 'coordinator', 'researcher'] as const)
      expect((await read(actors[name])).json).toEqual(nothing);
    expect((await read(actors.trusted)).proposed).toEqual(['Voorstel']);
    expect((await read(actors.trusted)).reported).toEqual([]);
    expect((await read(actors.far)).proposed).toEqual(['Elders']);
    expect((await api.as()('GET', '/assets/queue')).status).toBe(401);
  });

  test('gets shorter: two are said to be two, a report is settled, the old is confirmed', async () => {
    const pair = { one: made['Ruilkast de Punt'], other: made['Ruilkast De Punt'] };
    const send = api.as(actors.connector);
    expect((await api.as(actors.here)('POST', '/assets/twins-apart', pair)).status).toBe(403);
    expect((await send('POST', '/assets/twins-apart', pair)).status).toBe(204);
    expect((await send('POST', '/assets/twins-apart', pair)).status).toBe(204);
    expect((await api.as(actors.here)('POST', `/assets/${made['Koor']}/settle`)).status).toBe(404);
    expect((await send('POST', `/assets/${made['Koor']}/settle`)).status).toBe(204);
    await send('POST', `/assets/${made['Oud']}/confirm`);
    await send('POST', `/assets/${made['Voorstel']}/confirm`);
    const { json: _, ...left } = await read();
    expect(left).toEqual({ proposed: [], reported: [], outOfDate: [], twins: [] });
  });
});
