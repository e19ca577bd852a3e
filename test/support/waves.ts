import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Snapshot } from '../../api/contracts/waves.ts';
import type { Actor } from '../../api/db/port.ts';
import { seen, type testApi } from './api.ts';

/** Eight signs from a number. */
export const codeOf = (n: number): string => `AAAA${String(1000 + n)}`;

/** Answers to all items of cohesion, at one level of 0 to 4. */
export const cohesion = (level: number) => ({
  ...{ 'cohesion.know': 4 - level, 'cohesion.pleasant': level, 'cohesion.together': level },
  ...{ 'cohesion.home': level, 'cohesion.contact': level, 'cohesion.mix': level },
});

/** What is done with waves, by this researcher unless another is named. */
export function wavesOf(as: ReturnType<typeof testApi>['as'], researcher: Actor) {
  const prepare = (more: object = {}, actor: Actor = researcher) =>
    as(actor)('POST', '/waves', {
      ...{ id: randomUUID(), title: '0-meting', area: 'WK900101' },
      instruments: [{ key: 'cohesion', version: 1 }],
      ...more,
    });
  const change = (id: string, version: number, body: object, actor: Actor = researcher) =>
    as(actor)('PATCH', `/waves/${id}`, body, seen(version));
  /** An open wave and the link for all. */
  async function begin(more: object = {}): Promise<{ id: string; token: string }> {
    const { json, text, status } = await prepare(more);
    expect(status, text).toBe(201);
    expect((await change(json.id, 1, { state: 'open' })).json.state).toBe('open');
    const links = await as(researcher)('GET', `/waves/${json.id}/links`);
    return { id: json.id, token: links.json.items[0].token };
  }
  const answer = (token: string, answers: object, more: object = {}) =>
    as()('POST', `/surveys/${token}`, { id: randomUUID(), answers, ...more });
  const close = (id: string, actor: Actor = researcher) => as(actor)('POST', `/waves/${id}/close`);
  const read = (id: string, actor?: Actor) => as(actor)('GET', `/waves/${id}/snapshot`);
  const frozen = async (id: string): Promise<Snapshot> =>
    (await read(id, researcher)).json as Snapshot;
  /** Answers on paper, as the same people at a level each. */
  async function answered(more: object, levels: number[], from = 0): Promise<string> {
    const { id } = await begin(more);
    const header = [...Object.keys(cohesion(0)), 'code'].join(',');
    const rows = levels.map((level, n) =>
      [...Object.values(cohesion(level)), codeOf(from + n)].join(','),
    );
    const written = await as(researcher)('POST', `/waves/${id}/answers`, undefined, {});
    expect(written.status).toBe(400);
    const { json } = await paper(id, [header, ...rows].join('\n'));
    expect(json).toMatchObject({ written: levels.length, faults: [] });
    expect((await close(id)).json.state).toBe('closed');
    return id;
  }
  const paper = async (
    id: string,
    csv: string,
    actor: Actor = researcher,
    batch: string = randomUUID(),
  ) =>
    as(actor)('POST', `/waves/${id}/answers?batch=${batch}`, csv, { 'Content-Type': 'text/csv' });

  return { prepare, change, begin, answer, close, read, frozen, answered, paper };
}
