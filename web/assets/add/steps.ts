import type { Messages } from '../../messages/nl.ts';
import type { draft, Step } from './draft.svelte.ts';

/** What must be answered before the next question; everything else the server judges. */
export function stepFaults(
  step: Step,
  { kind, place, area, shape, buurt, form, agreed, behalf, givenHow }: (typeof draft)['content'],
  t: Messages,
): Record<string, string> {
  const faults: Record<string, string> = {};
  if (step === 'kind' && !kind) faults['kind'] = t.wrong.choose;
  if (step === 'where' && !(shape === 'area' ? area : place))
    faults['geometry'] = shape === 'area' ? t.add.area.none : t.add.where.none;
  if (step === 'buurt' && !buurt) faults['buurt'] = t.talent.buurtNone;
  const asksName = step === 'reach' || (step === 'kind' && kind && kind !== 'person');
  if (asksName && !form.title.trim()) faults['title'] = t.add.what.titleMissing;
  if (step === 'gifts' && form.head.length + form.heart.length + form.hands.length === 0)
    faults['gifts'] = t.talent.giftsNone;
  if (step === 'consent' && !agreed) faults['consent'] = t.talent.agreeMissing;
  if (step === 'consent' && behalf === 'connector' && !givenHow.trim())
    faults['consent.givenHow'] = t.talent.givenHowMissing;
  return faults;
}

/** Is everything answered that comes before this step? */
export const reaches = (
  step: number,
  steps: readonly Step[],
  content: (typeof draft)['content'],
  t: Messages,
): boolean =>
  step < steps.length &&
  steps.slice(0, step).every((name) => Object.keys(stepFaults(name, content, t)).length === 0);

const fieldsOf: Record<Step, string[]> = {
  kind: ['kind', 'title'],
  where: ['geometry'],
  more: [
    'description',
    'openingHours',
    'capacity',
    'wheelchair',
    'accessibility',
    'languages',
    'tags',
    'webLink',
    'lastUsedFor',
    'lastUsedOn',
    'contact',
  ],
  check: ['visibility'],
  buurt: ['buurt'],
  gifts: ['gifts', 'wishes'],
  reach: ['title', 'contact'],
  consent: ['consent'],
};

/** The first step that asks about one of these fields (`contact.email` belongs to `contact`). */
export function stepOfFault(fields: string[], steps: readonly Step[]): number | null {
  const index = steps.findIndex((step) =>
    fields.some((field) => fieldsOf[step].includes(field.split('.')[0]!)),
  );
  return index < 0 ? null : index;
}
