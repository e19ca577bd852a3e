const KEY = 'theme';
export type Choice = 'auto' | 'light' | 'dark';

/** Light or dark: as the device says, or as the visitor chose on it. */
class Theme {
  choice = $state<Choice>('auto');
  #device = matchMedia('(prefers-color-scheme: dark)');
  #deviceIsDark = $state(this.#device.matches);

  constructor() {
    this.#device.addEventListener('change', ({ matches }) => (this.#deviceIsDark = matches));
    const kept = localStorage.getItem(KEY);
    if (kept === 'light' || kept === 'dark') this.#apply(kept);
  }

  get dark(): boolean {
    return this.choice === 'auto' ? this.#deviceIsDark : this.choice === 'dark';
  }

  choose(choice: Choice): void {
    if (choice === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
    this.#apply(choice);
  }

  #apply(choice: Choice): void {
    this.choice = choice;
    if (choice === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
  }
}

export const theme = new Theme();
