import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/bricolage-grotesque/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { mount } from 'svelte';
import { askOpenly } from './api.ts';
import App from './App.svelte';
import { keepForLater } from './offline/connection.svelte.ts';
import { messages } from './messages/current.svelte.ts';
import { pause } from './ui/pause.ts';
import { readAddress } from './url.ts';

await messages.start();
await pause();
const target = document.getElementById('app')!;
const { screen } = readAddress(location);
if (screen === 'embed') {
  askOpenly();
  mount((await import('./Embed.svelte')).default, { target });
} else if (screen === 'print') {
  mount((await import('./Print.svelte')).default, { target });
} else {
  keepForLater();
  mount(App, { target });
}
