import type { nlTake } from './nl-take.ts';

export const enTake: typeof nlTake = {
  take: {
    heading: 'Take along',
    files: 'What you see now, without gift cards.',
    csv: 'As a table (CSV)',
    geojson: 'As a map layer (GeoJSON)',
    print: 'On paper',
    printNow: 'Print',
    leftOut: (n) =>
      `${n} more ${n === 1 ? 'does' : 'do'} not fit here. Choose a buurt or a kind, and all will.`,
    asOf: (day) => `As it was on ${day}.`,
    embed: 'On your own website',
    embedHelp: 'Paste this line into your page. Your visitors see what is for everyone.',
    copy: 'Copy',
    copied: 'Copied.',
    frame: (name) => `${name} in Buurtweefsel`,
    copyYourself: 'Copying does not work by itself here. The line is selected: copy it yourself.',
    more: (n) => `${n} more ${n === 1 ? 'is' : 'are'} in Buurtweefsel.`,
    whole: 'See it in Buurtweefsel',
  },
};
