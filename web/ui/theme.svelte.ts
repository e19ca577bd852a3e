import { device } from './device.ts';

const KEY = 'theme';
export type Choice = 'auto' | 'light' | 'dark';

/** Light or dark: as the device says, or as the visitor chose on it. */
class Theme {
  choice = $state<Choice>('auto');
  #device = matchMedia('(prefers-color-scheme: dark)');
  #deviceIsDark = $state(this.#device.matches);

  constructor() {
    this.#device.addEventListener('change', ({ matches }) => (this.#deviceIsDark = matches));
    const kept = device.read(KEY);
    if (kept === 'light' || kept === 'dark') this.show(kept);
  }

  get dark(): boolean {
    return this.choice === 'auto' ? this.#deviceIsDark : this.choice === 'dark';
  }

  choose(choice: Choice): void {
    device.write(KEY, choice === 'auto' ? null : choice);
    this.show(choice);
  }

  /** Of this page alone: nothing is kept. */
  show(choice: Choice): void {
    this.choice = choice;
    if (choice === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
  }
}

export const theme = new Theme();
