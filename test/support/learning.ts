import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Database } from '../../api/db/port.ts';
import { testApi } from './api.ts';
import { account } from './people.ts';

/** Something in every table of initiatives and of what is learned, tied to a place in a buurt; answers a frozen wave. */
export async function learn(database: Database, buurt: string, place: string): Promise<string> {
  const { as } = testApi(database);
  const researcher = as(await account(database, { roles: [{ role: 'researcher', area: 'NL' }] }));
  const coordinator = as(await account(database, { roles: [{ role: 'coordinator', area: 'NL' }] }));
  const ids = Object.fromEntries(
    ['initiative', 'mechanism', 'entry', 'wave', 'before'].map((name) => [name, randomUUID()]),
  ) as Record<'initiative' | 'mechanism' | 'entry' | 'wave' | 'before', string>;
  const definition = {
    ...{ title: { nl: 'Eigen “Ĳ”' }, intro: { nl: 'Onze vragen' } },
    items: [{ key: 'mood', kind: 'number', words: { nl: 'Hoe gaat het?' }, most: 10 }],
  };
  const cimo = `/initiatives/${ids.initiative}/cimo`;
  const written = [
    await coordinator('POST', '/initiatives', {
      ...{
        id: ids.initiative,
        title: 'De tuin',
        buurt,
        beganOn: '2024-01-01',
        status: 'published',
      },
      roles: [{ name: 'tuinploeg', side: 'residents', people: 7 }],
      means: [{ kind: 'money', name: 'Pot', amount: 12.5, until: '2027-01-01' }],
      assets: [place],
    }),
    await coordinator('POST', `/initiatives/${ids.initiative}/activities`, {
      ...{ id: randomUUID(), title: 'Oogst', heldOn: '2025-08-01', attended: 12 },
    }),
    await researcher('POST', '/mechanisms', {
      ...{ id: ids.mechanism, name: 'Wie meedoet blijft', newFactor: 'plezier' },
    }),
    await researcher('POST', cimo, {
      ...{ id: ids.entry, happened: 'Ze bleven', direction: 'works', mechanism: ids.mechanism },
      ...{ happenedOn: '2025-08-02', sharing: 'shared', assets: [place] },
    }),
    await coordinator('POST', `${cimo}/${ids.entry}/evidence`, {
      ...{ id: randomUUID(), side: 'for', words: 'Fijn', isQuote: true, consentHow: 'Gevraagd' },
    }),
    await researcher('POST', '/instruments', { key: 'eigen', version: 1, definition }),
    await researcher('POST', '/waves', {
      ...{ id: ids.before, title: 'Ervoor', area: `WK${buurt.slice(2, 8)}` },
      visibleTo: 'everyone',
      instruments: [{ key: 'cohesion', version: 1 }],
    }),
    await researcher('POST', '/waves', {
      ...{
        id: ids.wave,
        title: '0-meting',
        area: `WK${buurt.slice(2, 8)}`,
        visibleTo: 'everyone',
      },
      instruments: [
        { key: 'cohesion', version: 1 },
        { key: 'eigen', version: 1 },
      ],
    }),
  ];
  expect(written.map(({ status }) => status)).toEqual(Array(written.length).fill(201));
  await coordinator('POST', `${cimo}/${ids.entry}/agree`);
  await coordinator('POST', `/mechanisms/${ids.mechanism}/agree`);
  await researcher('PATCH', `/waves/${ids.before}`, { state: 'open' }, { 'If-Match': '"v1"' });
  await researcher('POST', `/waves/${ids.before}/close`);
  const opened = { state: 'open', follows: ids.before };
  await researcher('PATCH', `/waves/${ids.wave}`, opened, { 'If-Match': '"v1"' });
  const { json } = await researcher('GET', `/waves/${ids.wave}/links`);
  const { token } = (json as { items: { token: string }[] }).items[0]!;
  for (let n = 0; n < 6; n += 1) {
    const answers = { 'cohesion.know': n % 5, 'cohesion.home': 3, 'eigen.mood': 7.5 };
    const { status } = await as()('POST', `/surveys/${token}`, {
      ...{ id: randomUUID(), answers, code: `AAAA000${n}` },
    });
    expect(status).toBe(201);
  }
  expect((await researcher('POST', `/waves/${ids.wave}/close`)).status).toBe(200);
  return ids.wave;
}
