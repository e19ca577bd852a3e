import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainLook } from '../web/coverage/address.ts';
import { plainLessons } from '../web/initiatives/address.ts';
import { readAddress, writeAddress, type View } from '../web/url.ts';

const read = (address: string) => {
  const { pathname, search } = new URL(address, 'http://here');
  return readAddress({ pathname, search });
};

const home: View = {
  screen: 'home',
  area: null,
  asset: null,
  initiative: null,
  wave: null,
  meeting: null,
  period: null,
  instrument: null,
  token: null,
  kinds: [],
  q: '',
  mine: false,
  waiting: false,
  inView: false,
  map: null,
  show: 'weave',
  day: null,
  coverage: plainLook,
  lessons: plainLessons,
  step: 0,
};

test('an address says the screen, the filters and where the map looks', () => {
  expect(
    read('/gebied/WK099512?soort=place,story&zoek=tuin%20koffie&kaart=13.2/52.51/5.49'),
  ).toEqual({
    ...home,
    screen: 'area',
    area: 'WK099512',
    kinds: ['place', 'story'],
    q: 'tuin koffie',
    map: { zoom: 13.2, lat: 52.51, lon: 5.49 },
  });
  expect(read('/krachtbron/7283582b-7826-53dc-8b3c-1a3035a56c76?gebied=GM0995&mijn')).toEqual({
    ...home,
    screen: 'asset',
    area: 'GM0995',
    asset: '7283582b-7826-53dc-8b3c-1a3035a56c76',
    mine: true,
  });
});

test('how coverage is looked at stands in its address, and comes back from it', () => {
  const address =
    '/gebied/GM0034/bereik?toon=witte-vlekken&soort=story&afstand=800&per=buurt&klassen=kwantiel&wie=ouderen&jaar=2023&naast=GM0995';
  const look = {
    ...{ shows: 'gaps', kind: 'story', within: 800, level: 'buurt', classes: 'quantile' },
    ...{ audience: 'older', year: 2023, beside: 'GM0995' },
  };
  expect(read(address)).toEqual({ ...home, screen: 'coverage', area: 'GM0034', coverage: look });
  expect(writeAddress(read(address))).toBe(address);
  expect(read('/gebied/GM0034/bereik?toon=x&soort=person&afstand=1&naast=hier').coverage).toEqual(
    plainLook,
  );
  expect(read('/gebied/GM0034/bereik/afdruk').screen).toBe('coveragePrint');
});

// The bug: a factor or a quarter of lessons had no address, so that a figure could not open just those.
test('which lessons are looked at stands in their address, and comes back from it', () => {
  const address =
    '/leren?gebied=GM0995&per=weefsel&factor=scheve-inzet&richting=schuurt&vanaf=2026-07-01&tot=2026-09-30';
  const lessons = {
    ...{ by: 'stage', factor: 'skewed_effort', direction: 'chafes' },
    ...{ from: '2026-07-01', until: '2026-09-30' },
  };
  expect(read(address)).toEqual({ ...home, screen: 'evidence', area: 'GM0995', lessons });
  expect(writeAddress(read(address))).toBe(address);
  expect(read('/leren?per=x&factor=y&richting=z&vanaf=2026-13-01&tot=gisteren').lessons).toEqual(
    plainLessons,
  );
  // Elsewhere these keys say something else, or nothing.
  expect(read('/initiatieven?factor=meedoen')).toEqual({ ...home, screen: 'initiatives' });
});

test('initiatives, lessons, waves and surveys have addresses of their own', () => {
  const id = 'a2cdeb3e-7816-8930-a5ca-939e82ff5c8e';
  const addresses = [
    ...[`/initiatief/${id}`, `/initiatief/${id}/leerregel`, '/initiatieven', '/initiatief'],
    ...[
      '/leren',
      '/metingen',
      '/meting',
      `/meting/${id}`,
      `/meting/${id}/papier`,
      '/vragen/abcdefghijklmnop-_1234',
    ],
    ...['/vragenlijst', '/vragenlijst/onze-tuin', '/antwoorden-weghalen'],
  ];
  expect(addresses.map((address) => read(address).screen)).toEqual([
    ...['initiative', 'lesson', 'initiatives', 'newInitiative'],
    ...[
      'evidence',
      'waves',
      'newWave',
      'wave',
      'sheets',
      'survey',
      'instrument',
      'instrument',
      'withdraw',
    ],
  ]);
  for (const address of addresses) expect(writeAddress(read(address))).toBe(address);
  for (const address of [
    '/initiatief/1',
    '/meting/1',
    '/vragen/kort',
    '/vragenlijst/X',
    `/initiatief/${id}/x`,
  ])
    expect(read(address).screen).toBe('missing');
});

test('what there is to read has an address of its own, to hand out', () => {
  expect(
    ['/over', '/privacy', '/toegankelijkheid', '/hulp'].map((address) => read(address).screen),
  ).toEqual(['about', 'privacy', 'accessibility', 'help']);
});

test('what it does not understand it leaves out', () => {
  expect(read('/?soort=wolf,place&kaart=99/1/2&gebied=XX1')).toEqual({ ...home, kinds: ['place'] });
  for (const address of ['/gebied/XX1', '/krachtbron/1', '/weg', '/over/meer', '/gebied/GM0995/x'])
    expect(read(address).screen).toBe('missing');
});

// The bug: an unknown address under /embed/, which other sites may frame, showed the whole app there.
test('whatever stands under /embed is shown bare, with an area or without one', () => {
  expect(read('/embed/gebied/WK099512?soort=place')).toEqual({
    ...home,
    screen: 'embed',
    area: 'WK099512',
    kinds: ['place'],
  });
  for (const address of [
    '/embed/',
    '/embed/mijn',
    '/embed/gebied/XX1',
    '/embed/gebied/WK099512/afdruk',
    '/embed/gebied?gebied=WK099512',
  ])
    expect(read(address), address).toEqual({ ...home, screen: 'embed' });
});

test('a page to print has an address of its own below its area', () => {
  expect(read('/gebied/BU09951221/afdruk?soort=story')).toEqual({
    ...home,
    screen: 'print',
    area: 'BU09951221',
    kinds: ['story'],
  });
  for (const address of ['/gebied/XX1/afdruk', '/gebied/GM0995/afdruk/2', '/afdruk'])
    expect(read(address).screen, address).toBe('missing');
});

test('every view comes back from its address', () => {
  const screens = fc.constantFrom<Partial<View>>(
    { screen: 'home' },
    { screen: 'area', area: 'BU09951221' },
    { screen: 'asset', asset: '7283582b-7826-53dc-8b3c-1a3035a56c76', area: 'GM0995' },
    { screen: 'add', area: 'WK099512' },
    { screen: 'add', step: 3 },
    { screen: 'signIn' },
    { screen: 'mine' },
    { screen: 'queue', area: 'GM0995' },
    { screen: 'about' },
    { screen: 'print', area: 'WK099512' },
    { screen: 'embed', area: 'WK099512' },
    { screen: 'privacy' },
    { screen: 'accessibility', area: 'GM0995' },
    { screen: 'help' },
    { screen: 'programme', area: 'GM0995', period: '2026-Q3' },
    { screen: 'evidence', lessons: { ...plainLessons, by: 'wijk', factor: 'inclusion' } },
    { screen: 'evidence', area: 'GM0995', lessons: { ...plainLessons, until: '2026-01-31' } },
    { screen: 'evidence', lessons: { ...plainLessons, direction: 'works' } },
  );
  const filters = fc.record({
    kinds: fc.uniqueArray(fc.constantFrom<View['kinds'][number]>('place', 'story', 'person')),
    q: fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => text.trim()),
    mine: fc.boolean(),
    waiting: fc.boolean(),
    inView: fc.boolean(),
    map: fc.option(
      fc.record({
        zoom: fc.integer({ min: 50, max: 190 }).map((n) => n / 10),
        lat: fc.integer({ min: 507000, max: 536000 }).map((n) => n / 10000),
        lon: fc.integer({ min: 33000, max: 73000 }).map((n) => n / 10000),
      }),
    ),
  });
  fc.assert(
    fc.property(screens, filters, (screen, filter) => {
      const view: View = { ...home, ...screen, ...filter };
      expect(read(writeAddress(view))).toEqual(view);
    }),
  );
});
