import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/bricolage-grotesque/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { mount } from 'svelte';
import { askOpenly } from './api.ts';
import { keepForLater } from './offline/connection.svelte.ts';
import { messages } from './messages/current.svelte.ts';
import { pause } from './ui/pause.ts';
import { readAddress } from './url.ts';

const pages = {
  app: () => import('./App.svelte'),
  embed: () => import('./Embed.svelte'),
  print: () => import('./Print.svelte'),
  coveragePrint: () => import('./CoveragePrint.svelte'),
  report: () => import('./Report.svelte'),
  initiativeReport: () => import('./Report.svelte'),
};

// Not awaited: the pages share files with this one, and would wait for it in turn.
void start();

async function start(): Promise<void> {
  await messages.start();
  const { screen } = readAddress(location);
  if (screen === 'embed') askOpenly();
  const page = screen in pages ? (screen as keyof typeof pages) : 'app';
  if (page === 'app') keepForLater();
  // Another page than the app has no first screens.
  else await messages.more();
  const { default: Page } = await pages[page]();
  await pause();
  mount(Page, { target: document.getElementById('app')! });
}
