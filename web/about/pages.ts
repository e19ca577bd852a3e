import type { Component } from 'svelte';
import type { View } from '../url.ts';

/** What there is to read beside the map; each is fetched when it is asked for. */
export const pages: Record<Reading, () => Promise<{ default: Component<ReadingProps> }>> = {
  about: () => import('./About.svelte'),
  help: () => import('./Help.svelte'),
  privacy: () => import('./Privacy.svelte'),
  accessibility: () => import('./Accessibility.svelte'),
};

export type Reading = Extract<View['screen'], 'about' | 'help' | 'privacy' | 'accessibility'>;

export interface ReadingProps {
  href: (screen: View['screen']) => string;
  /** Who sees the addresses of visitors, since the background map comes from there. */
  basemapHost: string;
}

export const isReading = (screen: View['screen']): screen is Reading => screen in pages;
