import type { Content } from './draft.svelte.ts';

/** What is wrong with the answers: each by its field until that is answered otherwise. */
export class Faults {
  of = $state.raw<Record<string, string>>({});
  /** About all of it, or in other words than at a field. */
  all = $state('');
  /** What each field held when it was wrong. */
  #answers: Record<string, string> = {};

  set(of: Record<string, string>, content: Content, all = ''): void {
    this.of = of;
    this.all = all;
    this.#answers = Object.fromEntries(
      Object.keys(of).map((field) => [field, answerTo(field, content)]),
    );
  }

  get any(): boolean {
    return Object.keys(this.of).length > 0;
  }

  /** Call in an effect: lets go of what was answered anew. */
  follow(content: Content): void {
    const left = Object.entries(this.of).filter(
      ([field]) => answerTo(field, content) === this.#answers[field],
    );
    if (left.length === Object.keys(this.of).length) return;
    this.of = Object.fromEntries(left);
    if (left.length === 0) this.all = '';
  }
}

/** What a field holds, to be compared. */
function answerTo(field: string, content: Content): string {
  const { form, place, area, shape, agreed } = content;
  const [name] = field.split('.');
  const places: Record<string, unknown> = {
    geometry: [shape, place, area],
    gifts: [form.head, form.heart, form.hands],
    consent: field === 'consent' ? agreed : content.givenHow,
  };
  if (name! in places) return JSON.stringify(places[name!]);
  return JSON.stringify(name! in content ? content[name as keyof Content] : answersIn(form, name!));
}

/** Of a contact, all parts of it; of others the field itself. */
const answersIn = (form: Content['form'], name: string): unknown =>
  name in form
    ? form[name as keyof typeof form]
    : Object.entries(form).filter(([key]) => key.startsWith(name));
