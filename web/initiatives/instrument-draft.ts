import { v4 as newId } from 'uuid';
import type { InstrumentDefinition, SurveyItem, SurveyScale } from '../../api/contracts/surveys.ts';

/** Own questions while they are made: what is typed stays as it is typed. Of each line an id that stays. */
interface Line {
  id: string;
  nl: string;
  en: string;
}
type Kind = SurveyItem['kind'];
export interface OptionDraft extends Line {
  /** Null: new in this version. */
  code: number | null;
}
export interface QuestionDraft extends Line {
  kind: Kind;
  /** By what its answers are known in other versions, while it is of that kind; null: new in this one. */
  known: { key: string; kind: Kind } | null;
  /** Of a scale: codes run from 0 to this. */
  most: number;
  options: OptionDraft[];
  /** Of a number. */
  from: string;
  to: string;
}
export interface ScaleDraft extends Line {
  known: string | null;
  /** Ids of questions. */
  members: string[];
  reversed: string[];
  /** Empty: two of three. */
  least: string;
  upTo: string;
}
export interface InstrumentDraft {
  /** The version that it was made from; 0: none. */
  basedOn: number;
  /** As what it was sent: sent again it is the same. */
  sent: { key: string; version: number } | null;
  title: { nl: string; en: string };
  intro: { nl: string; en: string };
  questions: QuestionDraft[];
  scales: ScaleDraft[];
}

export const kinds: Kind[] = ['scale', 'choice', 'several', 'number', 'words'];
/** As many as the server takes. */
export const MOST = { questions: 60, options: 20, scales: 10, members: 30 };

const line = (words = { nl: '', en: '' }): Line => ({ id: newId(), ...words });
export const newOption = (): OptionDraft => ({ ...line(), code: null });
export const newQuestion = (): QuestionDraft => ({
  ...{ ...line(), kind: 'scale', known: null, most: 4, from: '0', to: '1000' },
  options: [newOption(), newOption()],
});
export const newScale = (): ScaleDraft => ({
  ...{ ...line(), known: null, members: [], reversed: [], least: '', upTo: '10' },
});
export const emptyDraft = (): InstrumentDraft => ({
  ...{ basedOn: 0, sent: null, title: { nl: '', en: '' }, intro: { nl: '', en: '' } },
  ...{ questions: [newQuestion()], scales: [] },
});

/** A version, to make the next one of. */
export function draftOf(definition: InstrumentDefinition, version: number): InstrumentDraft {
  const { title, intro } = definition;
  const questions = definition.items.map((item) => questionOf(item));
  const idOf = new Map(questions.map(({ id, known }) => [known!.key, id]));
  const ids = (keys: string[]) => keys.map((key) => idOf.get(key)!);
  const scales = definition.scales.map((scale) => ({
    ...{ ...line(scale.words), known: scale.key, upTo: String(scale.upTo) },
    ...{ members: ids(scale.items), reversed: ids(scale.reversed) },
    least: String(scale.leastAnswered),
  }));
  return { basedOn: version, sent: null, title, intro, questions, scales };
}

const questionOf = (item: SurveyItem): QuestionDraft => ({
  ...{ ...newQuestion(), ...item.words, kind: item.kind },
  known: { key: item.key, kind: item.kind },
  ...(item.kind === 'scale' && { most: item.most }),
  ...('options' in item && {
    options: item.options.map(({ code, words }) => ({ ...line(words), code })),
  }),
  ...(item.kind === 'number' && { from: String(item.least), to: String(item.most) }),
});

const numberOf = (text: string): number =>
  text.trim() === '' ? NaN : Number(text.replace(',', '.'));
const trimmed = ({ nl, en }: { nl: string; en: string }) => ({ nl: nl.trim(), en: en.trim() });
/** Of a scale: its questions that are there and can be of it, in their order. */
const membersOf = ({ members }: ScaleDraft, { questions }: InstrumentDraft): QuestionDraft[] =>
  questions.filter(({ id, kind }) => kind === 'scale' && members.includes(id));
const leastOf = ({ least }: ScaleDraft, members: number): number =>
  least.trim() === '' ? Math.ceil((members * 2) / 3) : numberOf(least);

/** Words as a key, that is not taken yet: "Hoe gaat het?" is "hoe-gaat-het". */
export function freeKey(words: string, taken: Iterable<string>): string {
  const plain = words
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  const first = plain.length > 1 ? plain : 'vraag';
  const all = new Set(taken);
  let key = first;
  for (let n = 2; all.has(key); n += 1) key = `${first}-${n}`;
  return key;
}

/** Each by the key that it has, or by a new one from its words. */
function keysOf(lines: Line[], known: (line: Line) => string | null): Map<string, string> {
  const keys = new Map<string, string>();
  for (const one of lines) if (known(one)) keys.set(one.id, known(one)!);
  for (const one of lines) if (!keys.has(one.id)) keys.set(one.id, freeKey(one.nl, keys.values()));
  return keys;
}

/** What is sent. Right where `faultsOf` finds nothing. */
export function definitionOf(draft: InstrumentDraft): InstrumentDefinition {
  const keys = keysOf(draft.questions, (one) => {
    const { known, kind } = one as QuestionDraft;
    return known?.kind === kind ? known.key : null;
  });
  const scaleKeys = keysOf(draft.scales, (one) => (one as ScaleDraft).known);
  return {
    title: trimmed(draft.title),
    intro: trimmed(draft.intro),
    items: draft.questions.map((question) => itemOf(question, keys.get(question.id)!)),
    scales: draft.scales.map((scale): SurveyScale => {
      const members = membersOf(scale, draft);
      return {
        ...{ key: scaleKeys.get(scale.id)!, words: trimmed(scale), upTo: numberOf(scale.upTo) },
        items: members.map(({ id }) => keys.get(id)!),
        reversed: members
          .filter(({ id }) => scale.reversed.includes(id))
          .map(({ id }) => keys.get(id)!),
        leastAnswered: leastOf(scale, members.length),
      };
    }),
  };
}

function itemOf(question: QuestionDraft, key: string): SurveyItem {
  const { kind, most } = question;
  const words = trimmed(question);
  switch (kind) {
    case 'scale':
      return { key, kind, words, most };
    case 'choice':
    case 'several': {
      let last = Math.max(-1, ...question.options.map(({ code }) => code ?? -1));
      const options = question.options.map((option) => ({
        ...{ code: option.code ?? (last += 1), words: trimmed(option) },
      }));
      return { key, kind, words, options };
    }
    case 'number':
      return { key, kind, words, least: numberOf(question.from), most: numberOf(question.to) };
    case 'words':
      return { key, kind, words };
  }
}

/** As far as it can be looked at: without what has no words yet. */
export function shownOf(draft: InstrumentDraft): SurveyItem[] {
  return definitionOf({
    ...draft,
    scales: [],
    questions: draft.questions
      .filter(({ nl }) => nl.trim())
      .map((one) => ({ ...one, options: one.options.filter(({ nl }) => nl.trim()) })),
  }).items;
}

export interface DraftFault {
  /** Of the field: `title`, `intro`, or the id of its line and what of it. */
  at: string;
  /** Number of its question or scale, from 1. */
  of: { question: number } | { scale: number } | null;
  says:
    | ('title' | 'intro' | 'none' | 'words' | 'option' | 'options' | 'range')
    | ('name' | 'members' | 'unlike' | 'same' | 'least' | 'upTo');
}

/** All that is still wrong with it. */
export function faultsOf(draft: InstrumentDraft): DraftFault[] {
  const faults: DraftFault[] = [];
  for (const at of ['title', 'intro'] as const)
    if (!draft[at].nl.trim()) faults.push({ at, of: null, says: at });
  if (draft.questions.length === 0) faults.push({ at: '', of: null, says: 'none' });
  for (const [n, question] of draft.questions.entries())
    for (const [at, says] of questionFaults(question))
      faults.push({ at, of: { question: n + 1 }, says });
  const made = new Set<string>();
  for (const [n, scale] of draft.scales.entries()) {
    const members = membersOf(scale, draft);
    for (const [at, says] of scaleFaults(scale, members, made))
      faults.push({ at, of: { scale: n + 1 }, says });
    made.add(alike(members));
  }
  return faults;
}

type Found = [at: string, says: DraftFault['says']][];

function questionFaults({ id, nl, kind, options, from, to }: QuestionDraft): Found {
  const found: Found = nl.trim() ? [] : [[id, 'words']];
  if (kind === 'choice' || kind === 'several') {
    for (const option of options) if (!option.nl.trim()) found.push([option.id, 'option']);
    if (options.length < 2) found.push([`${id} options`, 'options']);
  }
  if (kind === 'number' && !(numberOf(from) < numberOf(to))) found.push([`${id} range`, 'range']);
  return found;
}

const alike = (members: QuestionDraft[]): string => members.map(({ id }) => id).join();

/** `made`: of which questions the scales before it are made. */
function scaleFaults(scale: ScaleDraft, members: QuestionDraft[], made: Set<string>): Found {
  const { id, nl, upTo } = scale;
  const found: Found = nl.trim() ? [] : [[id, 'name']];
  const least = leastOf(scale, members.length);
  if (members.length === 0 || members.length > MOST.members)
    found.push([`${id} members`, 'members']);
  else if (new Set(members.map(({ most }) => most)).size > 1)
    found.push([`${id} members`, 'unlike']);
  else if (made.has(alike(members))) found.push([`${id} members`, 'same']);
  else if (!Number.isInteger(least) || least < 1 || least > members.length)
    found.push([`${id} least`, 'least']);
  const top = numberOf(upTo);
  if (!Number.isInteger(top) || top < 1 || top > 100) found.push([`${id} upTo`, 'upTo']);
  return found;
}
