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
};

// Not awaited: the pages share files with this one, and would wait for it in turn.
void start();

async function start(): Promise<void> {
  await messages.start();
  const { screen } = readAddress(location);
  if (screen === 'embed') askOpenly();
  else if (screen !== 'print') keepForLater();
  const { default: Page } =
    await pages[screen === 'embed' || screen === 'print' ? screen : 'app']();
  await pause();
  mount(Page, { target: document.getElementById('app')! });
}
