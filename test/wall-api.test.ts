import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Database } from '../api/db/port.ts';
import { testApi } from './support/api.ts';
import { forEachDatabase } from './support/database.ts';
import { HERE, neighbours } from './support/neighbours.ts';
import { middleOf } from './support/areas.ts';
import { account } from './support/people.ts';
import { nl } from '../web/messages/nl.ts';

/** What nobody should read who may not see the card; stranger than anything else here. */
const card = {
  title: 'Zebrazusje',
  gifts: { hands: ['quiltkunst'], wishes: 'een zeppelinvriend' },
  contact: { email: 'zebra@voorbeeld.invalid' },
};
const SECRETS = ['zebra', 'quiltkunst', 'zeppelinvriend'];

/** What a path of the API can be filled with; a new word in one needs its own. */
const filling = (id: string, calendar: string): Record<string, string[]> => {
  const [lon, lat] = middleOf(HERE);
  const z = 14;
  const x = Math.floor(((lon + 180) / 360) * 2 ** z);
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
  return {
    id: [id],
    code: [HERE, 'WK900101', 'GM9001', 'NL'],
    z: [String(z)],
    x: [String(x)],
    y: [`${y}.mvt`, String(y)],
    photo: [randomUUID()],
    entry: [randomUUID()],
    token: ['nobody-has-this-link'],
    size: ['small', 'large'],
    format: ['csv', 'geojson'],
    file: [calendar],
  };
};

const questions = [
  '',
  '?q=zebrazusje',
  '?q=quiltkunst',
  '?q=quiltk',
  '?kind=person',
  `?kind=person&neighbourhood=${HERE}&limit=100`,
  '?kind=person&mine=true',
  '?status=proposed&kind=person',
  '?kind=person&near=5.405,52.505',
  '?bbox=5,52,6,53&limit=100',
  '?format=csv',
  '?format=geojson',
];

/** What is asked where ties are told of: the card is at one end of one. */
const ofTies = [
  '',
  '?persons=true',
  '?neighbourhood=WK900101',
  '?neighbourhood=WK900101&persons=merged',
];
/** And where counts of talents are among the figures. */
const ofCoverage = ['?kind=place', '?kind=person&neighbourhood=WK900101'];
const questionsOf = (path: string): string[] =>
  /network|connections|introductions|conversations/.test(path)
    ? ofTies
    : path.includes('coverage')
      ? ofCoverage
      : questions;

forEachDatabase('The wall, asked through the API', (open) => {
  let database: Database;
  let actors: Awaited<ReturnType<typeof neighbours>>['actors'];
  let assets: Awaited<ReturnType<typeof neighbours>>['assets'];
  let id = '';
  /** The file of the connector's calendar, in which a step with the card stands: whoever has the link reads it. */
  let calendar = '';
  /** Every address that can be read, with all that is asked there. */
  let addresses: string[] = [];
  let as: ReturnType<typeof testApi>['as'];
  beforeAll(async () => {
    database = await open();
    ({ actors, assets } = await neighbours(database));
    ({ as } = testApi(database));
    id = randomUUID();
    const written = await as(actors.owner)('POST', '/assets', {
      id,
      kind: 'person',
      ...card,
      buurt: HERE,
      consent: { textVersion: nl.talent.consentVersion },
    });
    expect(written.status, written.text).toBe(201);
    const tied = await as(actors.owner)('POST', '/connections', {
      ...{ id: randomUUID(), from: id, to: assets.open, kind: 'knows' },
    });
    expect(tied.status, tied.text).toBe(201);
    const planned = await as(actors.connector)('POST', '/introductions', {
      ...{ id: randomUUID(), one: id, other: assets.open, note: 'zebra' },
      ...{ nextStep: 'zebra bellen', nextStepOn: '2026-12-01', invitation: 'zebra' },
    });
    expect(planned.status, planned.text).toBe(201);
    const link = await as(actors.connector)('POST', '/reminders/calendar');
    calendar = link.json.url.split('/').at(-1);
    expect((await as()('GET', `/calendar/${calendar}`)).text).toContain('BEGIN:VEVENT');
    const { json } = await as()('GET', '/openapi.json');
    type Operation = { get?: { parameters?: { in: string }[] } };
    addresses = Object.entries(json.paths as Record<string, Operation>).flatMap(
      ([path, { get }]) => {
        const asked = get?.parameters?.some((parameter) => parameter.in === 'query');
        const found = get ? filled(path.replace(/^\/api\/v1/, '')) : [];
        return asked
          ? found.flatMap((one) => questionsOf(path).map((question) => one + question))
          : found;
      },
    );
  });

  function filled(path: string): string[] {
    const word = /\{(\w+)\}/.exec(path)?.[1];
    if (!word) return [path];
    const values = filling(id, calendar)[word];
    if (!values) throw new Error(`${path} asks for ${word}: say with what it is tried`);
    return values.flatMap((value) => filled(path.replace(`{${word}}`, value)));
  }

  /** Addresses whose answer holds something of the card. */
  async function told(actor: Actor): Promise<string[]> {
    const found: string[] = [];
    for (const address of addresses) {
      const { status, bytes } = await as(actor)('GET', address);
      const answer = Buffer.from(bytes).toString('latin1').toLowerCase();
      // A refusal may say again what was asked.
      const secrets = status === 200 ? [...SECRETS, id] : SECRETS;
      if (secrets.some((secret) => answer.includes(secret) && !address.includes(`=${secret}`)))
        found.push(address);
    }
    return found;
  }

  test('there is something to find, and who may find it does', async () => {
    expect(addresses.length).toBeGreaterThan(60);
    for (const actor of [actors.connector, actors.owner])
      expect(await told(actor)).toEqual(
        expect.arrayContaining([`/assets/${id}`, '/assets?kind=person', '/connections']),
      );
  });

  test('a connector finds it in the network, and the file that leaves has it not', async () => {
    const found = await told(actors.connector);
    expect(found).toContain('/neighbourhoods/WK900101/network/graph');
    expect(found.filter((address) => address.startsWith('/exports/network'))).toEqual([]);
  });

  test.each([
    'anon',
    'here',
    'there',
    'trusted',
    'far',
    'municipality',
    'coordinator',
    'researcher',
    'steward',
  ] as const)('a talent is told to no other: %s', async (who) => {
    expect(await told(actors[who])).toEqual([]);
  });

  test('a cursor of who may see it shows nobody else more', async () => {
    const another = await account(database, { roles: [{ role: 'resident', area: HERE }] });
    for (const limit of [1, 2]) {
      const page = await as(actors.connector)('GET', `/assets?kind=person&limit=${limit}`);
      const { next } = page.json as { next: string | null };
      if (!next) throw new Error('there are more than two talents here');
      for (const actor of [actors.anon, actors.far, another]) {
        const { text } = await as(actor)('GET', `/assets?kind=person&limit=100&cursor=${next}`);
        expect(SECRETS.filter((secret) => text.toLowerCase().includes(secret))).toEqual([]);
      }
    }
  });

  test('withdrawn, it is told to its owner alone', async () => {
    const gone = await as(actors.owner)('DELETE', `/assets/${id}/consent`);
    expect(gone.status).toBeLessThan(300);
    expect(await told(actors.connector)).toEqual([]);
    expect(await told(actors.anon)).toEqual([]);
    expect(await told(actors.owner)).toContain(`/assets/${id}`);
  });
});
