import { personCode, type Answers, type Asked } from '../../contracts/surveys.ts';
import type { PaperReport } from '../../contracts/waves.ts';
import { readCsv } from '../../imports/csv.ts';
import { identityOf } from '../../imports/staged.ts';
import { answerIn, faultsOf } from './answers.ts';
import { personOf } from './person.ts';

export interface Sheet {
  id: string;
  row: number;
  answers: Answers;
  person: string | null;
}

const CODE = 'code';

/**
 * Sheets typed over as CSV: a header of "instrument.item" and perhaps `code`, a row a sheet, an empty cell for what was
 * not answered. All faults at once; with one of them nothing is to be written. `batch`: a UUID of this sending, by which
 * the same sheets sent again are the same. Throws UnreadableInput.
 */
export async function readPaper(
  text: string,
  asked: Asked,
  batch: string,
): Promise<{ sheets: Sheet[]; report: PaperReport }> {
  const items = new Map(
    asked.flatMap(({ key, definition }) =>
      definition.items.map((item) => [`${key}.${item.key}` as string, item] as const),
    ),
  );
  const faults: PaperReport['faults'] = [];
  const sheets: Sheet[] = [];
  const seen = new Set<string>();
  let rows = 0;
  let columns: string[] = [];

  const whole = (async function* () {
    yield text;
  })();
  for await (const row of readCsv(whole, (header) => (columns = header))) {
    rows += 1;
    const number = rows;
    const say = (column: string, says: string) => void faults.push({ row: number, column, says });
    if ('refused' in row) {
      say('', row.refused);
      continue;
    }
    const given: Answers = {};
    for (const [column, cell] of Object.entries(row.cells)) {
      const item = items.get(column);
      if (column === CODE || !item) continue;
      const answer = answerIn(cell, item);
      if (answer !== undefined) given[column] = answer;
    }
    for (const { at, says } of faultsOf(given, asked)) say(at, says);
    const code = row.cells[CODE] ? personCode.safeParse(row.cells[CODE]) : null;
    if (code && !code.success) say(CODE, code.error.issues[0]!.message);
    const person = code?.success ? await personOf(code.data) : null;
    if (person !== null && seen.has(person)) say(CODE, 'stands on two sheets');
    if (person !== null) seen.add(person);
    if (Object.keys(given).length === 0) say('', 'holds no answer');
    sheets.push({
      id: identityOf(['sheet', batch, number]).uuid,
      row: number,
      answers: given,
      person,
    });
  }
  const unknown = columns.filter((column) => column !== CODE && !items.has(column));
  for (const column of unknown) faults.unshift({ row: 0, column, says: 'is not asked here' });
  const twice = columns.filter((column, at) => columns.indexOf(column) !== at);
  for (const column of new Set(twice))
    faults.unshift({ row: 0, column, says: 'stands twice in the first line' });
  return { sheets, report: { rows, written: 0, late: false, faults } };
}
