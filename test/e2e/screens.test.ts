import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Role } from '../../api/contracts/session.ts';
import { looksRight, onOneDay, OTHER_CORNER, views, type View } from './look-at.ts';
import {
  initiativeOf,
  meetingOf,
  openHouse,
  openWave,
  pageOf,
  waveOf,
  type House,
} from './visit.ts';

/**
 * Every screen as it was last looked at and found good, and nothing on it that axe finds wrong.
 * `KEEP_LOOKS=1 npx vitest run --project e2e test/e2e/screens.test.ts` keeps what is there now; look
 * at it before it is committed.
 */
const screens: [name: string, address: string, as?: Role][] = [
  ['home', '/'],
  ['wijk', '/gebied/WK099501'],
  ['nothing-found', '/?zoek=zeppelin'],
  ['weave', '/gebied/WK099501/weefsel?toon=lijst'],
  ['week', '/week', 'connector'],
  ['conversation', '/gesprek', 'connector'],
  ['talks', '/gesprekken', 'connector'],
  ['words', '/woorden', 'connector'],
  ['asset', 'ASSET'],
  ['asset-to-manage', 'ASSET', 'connector'],
  ['add', '/toevoegen'],
  ['sign-in', '/inloggen'],
  ['mine', '/mijn', 'resident'],
  ['mine-of-connector', '/mijn', 'connector'],
  ['queue', '/aandacht', 'connector'],
  ['queue-of-nobody', '/aandacht'],
  ['initiatives', '/initiatieven'],
  ['initiative', 'INITIATIVE'],
  ['initiative-to-keep', 'INITIATIVE', 'connector'],
  ['new-initiative', '/initiatief', 'resident'],
  ['lesson', 'INITIATIVE/leerregel', 'connector'],
  ['evidence', '/leren', 'researcher'],
  ['waves', '/metingen', 'researcher'],
  ['wave', 'WAVE'],
  ['sheets', `${openWave}/papier`, 'researcher'],
  ['new-wave', '/meting', 'researcher'],
  ['instrument', '/vragenlijst', 'coordinator'],
  ['survey', '/vragen/voorbeeld-binnentuin'],
  ['withdraw', '/antwoorden-weghalen'],
  ['together', '/samen-leren', 'connector'],
  ['meeting', 'MEETING', 'connector'],
  ['new-meeting', '/leerbijeenkomst', 'coordinator'],
  ['examples', '/voorbeelden', 'researcher'],
  ['prevention', '/preventie', 'connector'],
  ['competences', '/competenties', 'connector'],
  ['programme', '/programma', 'coordinator'],
  ['report', '/verslag?gebied=GM0995&periode=2026-Q2', 'coordinator'],
  ['initiative-report', 'INITIATIVE/verslag?periode=2026-Q2', 'coordinator'],
  ['waiting', '/wachtrij'],
  ['help', '/hulp'],
  ['about', '/over'],
  ['privacy', '/privacy'],
  ['accessibility', '/toegankelijkheid'],
  ['print', '/gebied/WK099501/afdruk'],
  ['coverage', '/gebied/WK099501/bereik'],
  ['coverage-print', '/gebied/WK099501/bereik/afdruk'],
  ['embed', '/embed/gebied/WK099501'],
  ['missing', '/nergens'],
];

/** Screens that lie otherwise on a tablet; the rest is one column there as on a phone. */
const OF_A_TABLET = ['home', 'wijk', 'weave', 'week', 'asset-to-manage', 'queue'];

/** Made of what the others show, too: each theme, language and width once is enough. */
const ONCE_OF_EACH = [
  ...['words', 'conversation', 'help', 'about', 'privacy', 'accessibility', 'print', 'embed'],
  ...['queue-of-nobody', 'sign-in', 'missing', 'nothing-found', 'waiting'],
  ...['talks', 'mine', 'mine-of-connector', 'coverage', 'coverage-print'],
  ...['asset', 'add', 'week', 'queue', 'asset-to-manage', 'weave'],
  ...['initiatives', 'initiative', 'initiative-to-keep', 'new-initiative', 'lesson', 'evidence'],
  ...['waves', 'wave', 'sheets', 'new-wave', 'instrument', 'survey', 'withdraw'],
  ...['together', 'meeting', 'new-meeting', 'examples', 'prevention', 'competences'],
  ...['programme', 'report', 'initiative-report'],
];
const [corner] = views;
const isLookedAt = (name: string, view: View): boolean =>
  view[2] === 768
    ? OF_A_TABLET.includes(name)
    : ONCE_OF_EACH.includes(name)
      ? view === corner || view === OTHER_CORNER
      : view !== OTHER_CORNER;

let house: House;
let asset = '';
let initiative = '';
let wave = '';
let meeting = '';
beforeAll(async () => {
  house = await openHouse();
  asset = await pageOf(house, 'wandelclub');
  meeting = meetingOf('Omgaan met weerstand');
  wave = await waveOf(house, '1-meting (voorbeeld)');
  initiative = await initiativeOf(house, 'De binnentuin van Het Rode Klif');
});
afterAll(() => house.close());

describe.each([...views, OTHER_CORNER].map((view) => ({ view, named: view.join(', ') })))(
  '$named',
  ({ view }) => {
    const [colorScheme, language, width, height] = view;
    // One visitor of each sort opens screen after screen in one page: a browser that knows our scripts
    // is quicker, and a new page is a process of its own.
    const pages = new Map<Role | undefined, Page>();
    afterAll(() => Promise.all([...pages.values()].map((page) => page.context().close())));

    async function pageOfVisitor(as: Role | undefined): Promise<Page> {
      const known = pages.get(as);
      if (known) return known;
      const visitor = await house.visitor({
        viewport: { width, height },
        locale: language === 'nl' ? 'nl-NL' : 'en-GB',
        colorScheme,
        ...(as && { as }),
      });
      const page = await visitor.newPage();
      pages.set(as, page);
      await onOneDay(page);
      return page;
    }

    test.each(screens.filter(([name]) => isLookedAt(name, view)))(
      '%s',
      async (name, address, as) => {
        const page = await pageOfVisitor(as);
        // One that failed may have left it narrower.
        await page.setViewportSize({ width, height });
        await page.goto(
          house.server.url +
            address
              .replace('ASSET', asset)
              .replace('INITIATIVE', initiative)
              .replace('WAVE', wave)
              .replace('MEETING', meeting),
        );
        await looksRight(page, name, view);
      },
    );
  },
);
