import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress, writeAddress, type View } from '../web/url.ts';

const read = (address: string) => {
  const { pathname, search } = new URL(address, 'http://here');
  return readAddress({ pathname, search });
};

const home: View = {
  screen: 'home',
  area: null,
  asset: null,
  kinds: [],
  q: '',
  mine: false,
  waiting: false,
  inView: false,
  map: null,
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

test('every view comes back from its address', () => {
  const screens = fc.constantFrom<Partial<View>>(
    { screen: 'home' },
    { screen: 'area', area: 'BU09951221' },
    { screen: 'asset', asset: '7283582b-7826-53dc-8b3c-1a3035a56c76', area: 'GM0995' },
    { screen: 'add', area: 'WK099512' },
    { screen: 'signIn' },
    { screen: 'mine' },
    { screen: 'queue', area: 'GM0995' },
    { screen: 'about' },
    { screen: 'privacy' },
    { screen: 'accessibility', area: 'GM0995' },
    { screen: 'help' },
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
