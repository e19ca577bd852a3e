import type { Competences } from '../../contracts/programme.ts';
import type { AssessmentMoment } from '../../contracts/learning-words.ts';
import type { Answers } from '../../contracts/surveys.ts';
import type { Transaction } from '../../db/port.ts';
import { notAllowed } from '../../http/problem.ts';

type Given = NonNullable<Competences['before']>;

/** How the visitor saw themselves, before and after. */
export async function readAssessments(
  tx: Transaction,
): Promise<Record<AssessmentMoment, Given | null>> {
  const rows = await tx.query<Given & { moment: AssessmentMoment }>(
    'select moment, answers, given_on as "givenOn" from public.competence_assessments',
  );
  const of = (wanted: AssessmentMoment): Given | null => {
    const row = rows.find(({ moment }) => moment === wanted);
    return row ? { answers: row.answers, givenOn: row.givenOn } : null;
  };
  return { before: of('before'), after: of('after') };
}

/** In place of what was said at that moment; `instrument` is its key and version. */
export const writeAssessment = (
  tx: Transaction,
  moment: AssessmentMoment,
  instrument: string,
  answers: Answers,
): Promise<unknown> =>
  tx.run(
    `insert into public.competence_assessments (moment, instrument, answers)
     values ($1::public.assessment_moment, $2, $3::text::jsonb)
     on conflict (account_id, moment) do update
       set instrument = excluded.instrument, answers = excluded.answers`,
    [moment, instrument, JSON.stringify(answers)],
  );

export const removeAssessments = (tx: Transaction): Promise<unknown> =>
  tx.run('delete from public.competence_assessments where account_id = (select auth.uid())');

/** Throws Problem 403 for who neither coordinates nor studies in the area. */
export async function requireOverview(tx: Transaction, area: string): Promise<void> {
  const [row] = await tx.query<{ may: boolean }>(
    `select cardinality(within) > 0 and within <@ (private.my_buurten('coordinator') || private.my_buurten('researcher'))
       as may from (select private.buurten_within(array[$1]) as within) areas`,
    [area],
  );
  if (!row!.may) throw notAllowed();
}

/** Each person's two, the earliest first; asked as the system. */
export const readPairs = (
  tx: Transaction,
  area: string,
): Promise<{ before: Answers; after: Answers }[]> =>
  tx.query('select before, after from private.assessments_in($1)', [area]);
