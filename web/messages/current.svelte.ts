import { nl, type Messages } from './nl.ts';
import { device } from '../ui/device.ts';

export type Language = 'nl' | 'en';
const KEY = 'language';

/** The sentences of the chosen language. English is fetched when somebody wants it. */
class Current {
  words = $state.raw<Messages>(nl);
  code = $state<Language>('nl');

  async choose(code: Language): Promise<void> {
    this.words = code === 'en' ? (await import('./en.ts')).en : nl;
    this.code = code;
    document.documentElement.lang = code;
  }

  /** Chooses and remembers it on this device. */
  async keep(code: Language): Promise<void> {
    device.write(KEY, code);
    await this.choose(code);
  }

  get kept(): Language | null {
    const code = device.read(KEY);
    return code === 'nl' || code === 'en' ? code : null;
  }

  /** As kept, or the first of the browser's languages that we speak. */
  start(): Promise<void> {
    const ours = navigator.languages
      .map((tag) => tag.slice(0, 2))
      .find((c) => c === 'nl' || c === 'en');
    return this.choose(this.kept ?? (ours as Language | undefined) ?? 'nl');
  }

  /** A day as people say it: 20 november 2026. */
  day(iso: string): string {
    return new Date(iso).toLocaleDateString(this.#locale, { dateStyle: 'long' });
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

  languageName(code: string): string {
    return (
      new Intl.DisplayNames([this.#locale], { type: 'language', fallback: 'code' }).of(code) ?? code
    );
  }

  get #locale(): string {
    return this.code === 'nl' ? 'nl-NL' : 'en-GB';
  }
}

export const messages = new Current();
