import { readEvidence } from '../../api/initiatives/cimo/evidence.ts';
import { drawFrom } from '../../api/initiatives/engine/bootstrap.ts';
import type { Actor, Database, Transaction } from '../../api/db/port.ts';
import { contexts, type ContextKind } from '../../api/contracts/initiative-words.ts';
import { account } from '../support/people.ts';
import { buurten, exampleAreas } from '../support/areas.ts';
import { openEmbedded } from '../../api/db/embedded.ts';
import { openDatabase } from '../../api/db/open.ts';
import { dataFolder } from '../support/database.ts';
import { median, round, RUNS, withDatabase, type Finding } from './measure.ts';

const ENTRIES = 10_000;
const MUST = 3;

/** Sixty initiatives, forty mechanisms, and of every third entry something that speaks for or against it. */
async function fill(database: Database): Promise<void> {
  await exampleAreas(database);
  await database.asSystem(async (tx) => {
    await tx.run(
      `insert into public.initiatives (id, title, buurt_code, began_on, status)
       select md5('i' || n)::uuid, 'Initiatief ' || n, ($1::text[])[1 + n % cardinality($1::text[])], '2024-01-01', 'published'
       from generate_series(1, 60) n`,
      [buurten],
    );
    await tx.run(
      `insert into public.mechanisms (id, name, factor, agreed_at)
       select md5('m' || n)::uuid, 'Mechanisme ' || n, (enum_range(null::public.factor))[1 + n % 8], now()
       from generate_series(1, 40) n`,
    );
    const draw = drawFrom(1);
    const rows = Array.from({ length: ENTRIES }, (_, n) => ({
      n,
      i: 1 + draw(60),
      m: draw(10) === 0 ? null : 1 + draw(40),
      works: draw(3) > 0,
      measured: draw(4) === 0,
      stage: ['scattered', 'hub-and-spoke', 'multi-hub'][draw(3)],
    }));
    await tx.run(
      `insert into public.cimo_entries (id, initiative_id, happened_on, direction, happened, claim, known_by, context, mechanism_id,
         outcome, outcome_kind, outcome_basis, strength, sharing)
       select md5('e' || r.n)::uuid, md5('i' || r.i)::uuid, date '2025-01-01' + r.n % 300,
         case when r.works then 'works' else 'chafes' end::public.cimo_direction, repeat('Er gebeurde iets. ', 20),
         repeat('Omdat. ', 20), 'Geteld', repeat('Zo was het. ', 20), md5('m' || r.m)::uuid, 'Het ging beter', 'outcome', 'measure',
         case when r.measured then 'measured' else 'told' end::public.evidence_strength, 'shared'
       from json_to_recordset($1::text::json) as r (n int, i int, m int, works boolean, measured boolean)`,
      [JSON.stringify(rows)],
    );
    await tx.run(
      `insert into public.cimo_contexts (entry_id, as_of, area_code, figures)
       select md5('e' || r.n)::uuid, '2025-01-01', 'WK900101',
         jsonb_build_object('stage', r.stage, 'completeness', (r.n % 10) / 10.0)
       from json_to_recordset($1::text::json) as r (n int, stage text)`,
      [JSON.stringify(rows)],
    );
    await tx.run(
      `insert into public.cimo_evidence (id, entry_id, side, words, is_quote, consent_how)
       select gen_random_uuid(), md5('e' || n)::uuid, case when n % 4 = 0 then 'against' else 'for' end::public.evidence_side,
         'Zo zei iemand het', true, 'Gevraagd' from generate_series(0, $1::int - 1, 3) n`,
      [ENTRIES],
    );
    await tx.script('analyze');
  });
}

/** The peer: the same counts by mechanism and context as one statement, asked by the same researcher. */
const COUNT: Record<ContextKind, string> = {
  initiative: 'e.initiative_id::text',
  gemeente: 'n.gemeente_code',
  wijk: 'n.parent_code',
  stage: `c.figures ->> 'stage'`,
  completeness: `c.figures ->> 'completeness'`,
};
const count = (by: ContextKind) => (tx: Transaction) =>
  tx.query<{ n: number }>(
    `select e.mechanism_id, ${COUNT[by]} as context, e.direction, count(*)::int as n
     from (select id, initiative_id, mechanism_id, direction from public.cimo_entries) e
     join (select id, buurt_code from public.initiatives) i on i.id = e.initiative_id
     join public.current_neighbourhoods n on n.code = i.buurt_code
     ${['stage', 'completeness'].includes(by) ? 'left join public.cimo_contexts c on c.entry_id = e.id' : ''}
     group by 1, 2, 3`,
  );

async function timedBy<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const start = performance.now();
  const answer = await work();
  return { ms: performance.now() - start, answer };
}

/** Evidence over 10,000 entries against counting them in SQL: the same researcher, the same counts; on both databases. */
export async function run(): Promise<Finding[]> {
  const { folder, remove } = await dataFolder();
  const embedded = await openEmbedded(folder);
  const found = await on(embedded).finally(async () => {
    await embedded.close();
    await remove();
  });
  const server = await withDatabase(async (url) => {
    const database = await openDatabase({ DATABASE_URL: url, DATA_DIR: '.' }, () => {});
    return on(database).finally(() => database.close());
  });
  return [...found, ...server];
}

async function on(database: Database): Promise<Finding[]> {
  await fill(database);
  const researcher: Actor = await account(database, {
    roles: [{ role: 'researcher', area: 'NL' }],
  });
  const findings: Finding[] = [];
  for (const by of contexts) {
    const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    for (let n = -1; n < RUNS; n += 1) {
      const theirs = await timedBy(() => database.asActor(researcher, 'read', count(by)));
      const ours = await timedBy(() =>
        database.asActor(researcher, 'read', (tx) => readEvidence(tx, { by })),
      );
      const counted = theirs.answer.reduce((sum, row) => sum + row.n, 0);
      if (counted !== ENTRIES || ours.answer.entries !== ENTRIES)
        throw new Error(`${by}: ${counted} and ${ours.answer.entries} of ${ENTRIES} entries`);
      if (n < 0) continue;
      times.ours.push(ours.ms);
      times.theirs.push(theirs.ms);
    }
    const [ours, theirs] = [median(times.ours), median(times.theirs)];
    findings.push({
      what: `evidence by ${by} over ${ENTRIES} entries, ours / counting them in SQL (${database.kind})`,
      mustHold: `<= ${MUST}`,
      ratio: round(ours / theirs),
      holds: ours / theirs <= MUST,
      details: { oursMs: round(ours), theirsMs: round(theirs), runs: RUNS },
    });
  }
  return findings;
}
