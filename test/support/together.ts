import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Actor, Database } from '../../api/db/port.ts';
import { testApi } from './api.ts';

export interface Together {
  meeting: string;
  example: string;
}

/**
 * Something in every table of the learning community: a meeting of 4 March 2025 to which the connector comes and where
 * the coordinator counted; and of each kind of reflection one, by the connector.
 */
export async function learnTogether(
  database: Database,
  buurt: string,
  { connector, coordinator }: Record<'connector' | 'coordinator', Actor>,
): Promise<Together> {
  const { as } = testApi(database);
  const [connects, coordinates] = [as(connector), as(coordinator)];
  const [meeting, example] = [randomUUID(), randomUUID()];
  const path = `/learning/meetings/${meeting}`;
  const reflect = (words: string, sharing: string) =>
    connects('POST', '/learning/reflections', {
      ...{ id: randomUUID(), meeting, words, sharing, factors: ['prevention'] },
    });
  const answers = Object.fromEntries(
    ['resist-listen', 'resist-stay', 'resist-turn'].map((key) => [`competences.${key}`, 3]),
  );
  const written = [
    await coordinates('POST', '/learning/meetings', {
      ...{ id: meeting, theme: 'Weerstand “Ĳ”', heldOn: '2025-03-04', beginsAt: '19:30' },
      ...{ area: 'NL', attendance: [{ role: 'resident', people: 3 }] },
    }),
    await connects('POST', `${path}/intentions`, { id: randomUUID(), does: 'Bellen' }),
    await connects('POST', '/learning/examples', {
      ...{ id: example, title: 'De pan', told: 'Soep', buurt, factors: ['inclusion'], meeting },
    }),
    await reflect('Voor mij', 'private'),
    await reflect('Voor de groep', 'group'),
    await reflect('Voor allen', 'shared'),
    await connects('PUT', '/learning/competences/before', { answers }),
  ];
  expect(written.map(({ status, text }) => [status, status < 300 ? '' : text])).toEqual(
    [201, 201, 201, 201, 201, 201, 200].map((status) => [status, '']),
  );
  // Said before it was held, and counted when its month took moments.
  await database.asSystem(async (tx) => {
    await tx.run(
      `insert into public.preventive_moments (id, month, wijk_code, help, noticed)
       values ($1, '2025-03-01', $2, 'doctor', 'visit')`,
      [randomUUID(), `WK${buurt.slice(2, 8)}`],
    );
    await tx.run(
      'insert into public.learning_replies (meeting_id, account_id, comes) values ($1, $2, true)',
      [meeting, connector.accountId],
    );
  });
  return { meeting, example };
}
