import type { Messages } from './nl.ts';
import { nlFirst } from './nl-first.ts';
import { device } from '../ui/device.ts';

/** A file named by two letters is a language; but for the first they are fetched when wanted. */
const files = import.meta.glob<Record<string, Messages>>(['./??.ts', '!./nl.ts']);
const FIRST = 'nl';
const KEY = 'language';

/** Two-letter codes (ISO 639-1) of the languages that there are. */
export const languages: string[] = [FIRST, ...Object.keys(files).map((path) => path.slice(2, 4))];

/** The sentences of the chosen language. */
class Current {
  /** What people here write is Dutch, whatever language the page is in: for who has it read aloud. */
  readonly written = FIRST;
  /** Of the first language those of later screens come with these: see `more`. */
  words = $state.raw<Messages>(nlFirst as Messages);
  code = $state(FIRST);

  /** Throws when the language is not there, or cannot be fetched. */
  async choose(code: string): Promise<void> {
    this.words =
      code === FIRST ? (await import('./nl.ts')).nl : (await files[`./${code}.ts`]!())[code]!;
    this.#speaks(code);
  }

  /** All of the words, for what is not on the first screens. Throws when they cannot be fetched. */
  async more(): Promise<void> {
    if (this.code !== FIRST) return;
    const { nl } = await import('./nl.ts');
    // Somebody may have chosen another language meanwhile.
    if (this.code === FIRST) this.words = nl;
  }

  #speaks(code: string): void {
    this.code = code;
    document.documentElement.lang = code;
  }

  /** Chooses and remembers it on this device. */
  async keep(code: string): Promise<void> {
    device.write(KEY, code);
    await this.choose(code);
  }

  /** As kept, or the first of the browser's languages that we speak; the first where that does not come. */
  async start(): Promise<void> {
    const wanted = [device.read(KEY), ...navigator.languages.map((tag) => tag.slice(0, 2))];
    const code = wanted.find((code) => languages.includes(code ?? '')) ?? FIRST;
    // Of the first language the first words are here.
    if (code === FIRST) this.#speaks(code);
    else await this.choose(code).catch(() => this.#speaks(FIRST));
  }

  /** As who speaks it calls it. */
  ownName(code: string): string {
    const name = new Intl.DisplayNames([code], { type: 'language' }).of(code)!;
    return name[0]!.toLocaleUpperCase(code) + name.slice(1);
  }

  /** Of words in several languages those of the chosen one; of the first where there are none. */
  textOf(words: Readonly<Record<string, string>>): string {
    return words[this.code] || words[FIRST]!;
  }

  /** A day as people say it: 20 november 2026. */
  day(iso: string): string {
    return new Date(iso).toLocaleDateString(this.#locale, { dateStyle: 'long' });
  }

  /** A month as YYYY-MM, as people say it: mei 2026. */
  month(iso: string): string {
    const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    return new Date(`${iso}-01`).toLocaleDateString(this.#locale, options);
  }

  moment(iso: string): string {
    return new Date(iso).toLocaleString(this.#locale, { dateStyle: 'long', timeStyle: 'short' });
  }

  /** A distance as people say it: tens of metres, then kilometres to a tenth. */
  metres(n: number): string {
    const [value, unit, digits] =
      n < 995 ? [Math.max(10, Math.round(n / 10) * 10), 'meter', 0] : [n / 1000, 'kilometer', 1];
    return new Intl.NumberFormat(this.#locale, {
      style: 'unit',
      unit: unit as string,
      unitDisplay: 'long',
      maximumFractionDigits: digits as number,
    }).format(value as number);
  }

  /** A number as people here write it; a dash where there is none. */
  number(value: number | null, digits = 2): string {
    return value === null
      ? '–'
      : value.toLocaleString(this.#locale, { maximumFractionDigits: digits });
  }

  /** Whole euros. */
  euros(amount: number): string {
    return amount.toLocaleString(this.#locale, {
      ...{ style: 'currency', currency: 'EUR', maximumFractionDigits: 0 },
    });
  }

  /** A share (0 to 1) in whole per cents; a dash where there is none. */
  percent(share: number | null): string {
    return share === null
      ? '–'
      : share.toLocaleString(this.#locale, { style: 'percent', maximumFractionDigits: 0 });
  }

  languageName(code: string): string {
    return (
      new Intl.DisplayNames([this.#locale], { type: 'language', fallback: 'code' }).of(code) ?? code
    );
  }

  get #locale(): string {
    return this.words.language.locale;
  }
}

export const messages = new Current();
