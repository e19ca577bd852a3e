import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/bricolage-grotesque/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { keepForLater } from './offline/connection.svelte.ts';
import { messages } from './messages/current.svelte.ts';

await messages.start();
keepForLater();
mount(App, { target: document.getElementById('app')! });
