import type { Answers, Asked, SurveyItem } from '../../contracts/surveys.ts';

export interface AnswerFault {
  at: string;
  says: string;
}

/** What is wrong with answers, against what is asked; a question may be skipped. */
export function faultsOf(given: Answers, asked: Asked): AnswerFault[] {
  const items = new Map(
    asked.flatMap(({ key, definition }) =>
      definition.items.map((item) => [`${key}.${item.key}` as string, item] as const),
    ),
  );
  return Object.entries(given).flatMap(([at, answer]) => {
    const item = items.get(at);
    if (!item) return [{ at, says: 'is not asked here' }];
    const says = faultOf(item, answer);
    return says === null ? [] : [{ at, says }];
  });
}

const isOneOf = (answer: unknown, codes: number[]) => codes.includes(answer as number);

function faultOf(item: SurveyItem, answer: Answers[string]): string | null {
  switch (item.kind) {
    case 'scale': {
      const codes = Array.from({ length: item.most + 1 }, (_, code) => code);
      return isOneOf(answer, codes) ? null : `is a code from 0 to ${item.most}`;
    }
    case 'choice': {
      const codes = item.options.map(({ code }) => code);
      return isOneOf(answer, codes) ? null : `is one of ${codes.join(', ')}`;
    }
    case 'several': {
      const codes = item.options.map(({ code }) => code);
      const isFine =
        Array.isArray(answer) &&
        new Set(answer).size === answer.length &&
        answer.every((code) => codes.includes(code));
      return isFine ? null : `are some of ${codes.join(', ')}, each once`;
    }
    case 'number': {
      const isFine = typeof answer === 'number' && answer >= item.least && answer <= item.most;
      return isFine ? null : `is a number from ${item.least} to ${item.most}`;
    }
    case 'words':
      return typeof answer === 'string' ? null : 'is written in words';
  }
}

/** An answer as it stands in a cell of CSV: a code, codes apart by spaces, a number or words; undefined where empty. */
export function answerIn(text: string, item: SurveyItem): Answers[string] | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (item.kind === 'words') return trimmed;
  // What is no number is told as such by the fault of its question.
  if (item.kind === 'several') return trimmed.split(/[\s;]+/).map(Number);
  // As people write numbers, and not as programs do (0x3, 1e2).
  if (!/^-?[\d.,]+$/.test(trimmed)) return NaN;
  // As Dutch people write it: 1.500 is fifteen hundred, 2,5 two and a half.
  return Number(trimmed.replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.'));
}
