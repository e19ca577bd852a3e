import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { polygonFault } from '../api/neighbourhoods/import/geometry.ts';
import { layouts, toArea, type Area } from '../api/neighbourhoods/import/layouts.ts';
import { CutOff, readFeatures, type Feature } from '../api/neighbourhoods/import/read.ts';
import { buurt, collection, rectangle } from './support/area-files.ts';

const boeier: Area = {
  level: 'buurt',
  code: 'BU09951234',
  name: 'Boeier',
  gemeenteCode: 'GM0995',
  gemeenteName: 'Lelystad',
  wijkCode: 'WK099512',
  wijkName: null,
  water: false,
  addressDensity: 1234,
  urbanity: 3,
  boundaryChange: 1,
  year: 2016,
  figures: null,
};

describe('layouts', () => {
  test('CBS 2016', () => {
    const properties = {
      buurtcode: 'BU09951234',
      buurtnaam: 'Boeier',
      wijkcode: 'WK099512',
      gemeentecode: 'GM0995',
      gemeentenaam: 'Lelystad',
      water: 'NEE',
      omgevingsadressendichtheid: 1234,
      stedelijkheid: 3,
      ind_wbi: '1',
      jaar: 2016,
    };
    expect(toArea(properties)).toEqual(boeier);
    expect(toArea({ ...properties, buurtcode: null, wijknaam: 'Waterwijk' })).toMatchObject({
      level: 'wijk',
      code: 'WK099512',
      name: 'Waterwijk',
      wijkCode: null,
    });
  });

  test('PDOK, with the year only in jrstatcode', () => {
    expect(
      toArea({
        buurtcode: 'BU09951234',
        buurtnaam: 'Boeier',
        wijkcode: 'WK099512',
        wijknaam: 'Waterwijk',
        gemeentecode: 'GM0995',
        gemeentenaam: 'Lelystad',
        water: 'B',
        omgevingsadressendichtheid: 1234,
        stedelijkheidAdressenPerKm2: 3,
        indelingswijzigingWijkenEnBuurten: '3',
        jrstatcode: '2023BU09951234',
        aantalInwoners: 10,
        aantalHuishoudens: '4',
        percentagePersonen0Tot15Jaar: 20,
        percentagePersonen15Tot25Jaar: 0,
        percentagePersonen25Tot45Jaar: 30,
        percentagePersonen45Tot65Jaar: -99997,
        percentagePersonen65JaarEnOuder: null,
      }),
    ).toEqual({
      ...boeier,
      ...{ wijkName: 'Waterwijk', water: true, boundaryChange: 3, year: 2023 },
      figures: {
        ...{ inhabitants: 10, households: 4, agedUnder15: 20, aged15To24: 0, aged25To44: 30 },
        ...{ aged45To64: null, aged65Plus: null },
      },
    });
  });

  test('PDOK before 2022', () => {
    expect(
      toArea({
        gemeentecode: 'GM0995',
        gemeentenaam: 'Lelystad',
        water: 'JA',
        stedelijkheid_adressen_per_km2: 2,
        indelingswijziging_wijken_en_buurten: 2,
        aantal_inwoners: 79_800,
        aantal_huishoudens: 35_000,
        percentage_personen_65_jaar_en_ouder: 18,
      }),
    ).toMatchObject({
      ...{ level: 'gemeente', name: 'Lelystad', water: true, urbanity: 2, year: null },
      figures: { inhabitants: 79_800, households: 35_000, agedUnder15: null, aged65Plus: 18 },
    });
  });

  test('shapefile', () => {
    expect(
      toArea({
        BU_CODE: 'BU09951234',
        BU_NAAM: 'Boeier',
        WK_CODE: 'WK099512',
        GM_CODE: 'GM0995',
        GM_NAAM: 'Lelystad',
        IND_WBI: 1,
        WATER: 'NEE',
        OAD: 1234,
        STED: 3,
        AANT_INW: 55,
        AANTAL_HH: -99999999,
        P_00_14_JR: 18,
        P_15_24_JR: 12,
        P_25_44_JR: 25,
        P_45_64_JR: 30,
        P_65_EO_JR: 15,
      }),
    ).toEqual({
      ...{ ...boeier, year: null },
      figures: {
        ...{ inhabitants: 55, households: null, agedUnder15: 18, aged15To24: 12 },
        ...{ aged25To44: 25, aged45To64: 30, aged65Plus: 15 },
      },
    });
  });

  test('gebiedsindelingen: the code tells the level, the wijk and the gemeente', () => {
    const properties = { statcode: 'BU09951234', statnaam: 'Boeier', jrstatcode: '2024BU09951234' };
    expect(toArea({ ...properties, rubriek: 'buurt' })).toEqual({
      ...boeier,
      gemeenteName: null,
      addressDensity: null,
      urbanity: null,
      boundaryChange: null,
      year: 2024,
    });
    expect(toArea({ ...properties, statcode: 'PV24' })).toBe(
      '"PV24" is not a CBS code of a gemeente, wijk or buurt',
    );
  });

  test('an unknown one is refused, naming the fields seen', () => {
    expect(() => toArea({ postcode: '8232', straat: 'Boeier' })).toThrow(
      'This is no known layout of CBS areas. The fields seen are postcode, straat; known are CBS 2016, PDOK, PDOK before 2022, shapefile, gebiedsindelingen.',
    );
    expect(() => toArea({})).toThrow('the features have no fields');
  });

  test('a figure at or below -99990 is none, as number and as text, in every layout', () => {
    const figures = [
      'addressDensity',
      'urbanity',
      'boundaryChange',
      'name',
      'gemeenteName',
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(layouts).filter((name) => name !== 'gebiedsindelingen')),
        fc.integer({ min: -999_999_999, max: -99_990 }),
        fc.boolean(),
        (name, none, asText) => {
          const { buurtCode, buurtName, ...fields } = layouts[name as 'PDOK'];
          const value = asText ? ` ${none} ` : none;
          const area = toArea({
            [buurtCode]: 'BU09951234',
            [buurtName]: value,
            [fields.gemeenteName]: value,
            [fields.addressDensity]: value,
            [fields.urbanity]: value,
            [fields.boundaryChange]: value,
          }) as Area;
          expect(figures.map((figure) => area[figure])).toEqual([null, null, null, null, null]);
        },
      ),
    );
  });

  test('what it knows comes through, whatever stands beside it and in whatever order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<'CBS 2016' | 'PDOK' | 'shapefile'>('CBS 2016', 'PDOK', 'shapefile'),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1990, max: 2100 }),
        fc.dictionary(fc.stringMatching(/^x[a-z]{3,8}$/), fc.oneof(fc.string(), fc.integer())),
        (name, addressDensity, urbanity, year, beside) => {
          const fields = layouts[name];
          const known = {
            [fields.year]: year,
            [fields.urbanity]: String(urbanity),
            [fields.boundaryChange]: 1,
            [fields.addressDensity]: addressDensity,
            [fields.buurtCode]: 'BU0995A1B2',
          };
          for (const properties of [
            { ...beside, ...known },
            { ...known, ...beside },
          ])
            expect(toArea(properties)).toMatchObject({
              code: 'BU0995A1B2',
              wijkCode: 'WK0995A1',
              gemeenteCode: 'GM0995',
              addressDensity,
              urbanity,
              year,
            });
        },
      ),
    );
  });
});

test('a boundary that is no polygon in degrees is refused with its reason', () => {
  const ring = (...positions: unknown[]) => ({ type: 'Polygon', coordinates: [positions] });
  expect(polygonFault(rectangle(0, 0))).toBe(null);
  expect(polygonFault(null)).toBe('it has no geometry');
  expect(polygonFault({ type: 'Point', coordinates: [5, 52] })).toMatch('a Point, not a polygon');
  expect(polygonFault({ type: 'MultiPolygon', coordinates: [] })).toBe('its polygon is empty');
  expect(polygonFault(ring([5, 52], [6, 52], [5, 52]))).toMatch('fewer than four positions');
  expect(polygonFault(ring([5, 52], [6, 52], [6, 53], [5, 53]))).toMatch('not closed');
  expect(polygonFault(ring([5, 52], [6, null], [6, 53], [5, 52]))).toMatch('not two numbers');
  expect(polygonFault(ring([155000, 463000], [6, 52], [6, 53], [5, 52]))).toMatch('CRS84');
  expect(polygonFault(ring([52, 5], [52, 6], [53, 6], [52, 5]))).toMatch('look swapped');
});

describe('reading', () => {
  const whole = Buffer.from(
    collection([buurt('BU09950101', rectangle(0, 0)), buurt('BU09950102', rectangle(1, 0))]),
  );
  async function* pieces(bytes: Uint8Array, size: number) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const read = async (bytes: Uint8Array, size = 7) => {
    const features: Feature[] = [];
    for await (const each of readFeatures(pieces(bytes, size))) features.push(each);
    return features.map(({ properties }) => properties['buurtcode']);
  };

  test('plain and gzip, in pieces of any size', async () => {
    for (const size of [1, 7, 100_000])
      for (const bytes of [whole, gzipSync(whole)])
        expect(await read(bytes, size)).toEqual(['BU09950101', 'BU09950102']);
  });

  test('with a byte-order mark', async () => {
    expect(await read(Buffer.concat([Buffer.from('\uFEFF'), whole]))).toHaveLength(2);
  });

  test('other members may stand before and after the features', async () => {
    const members = {};
    const text = `{"links":[{"rel":"self"}],"type":"FeatureCollection","features":[{"properties":{"a":1}}],"crs":{"a":[{}]}}`;
    const features: Feature[] = [];
    for await (const each of readFeatures(pieces(Buffer.from(text), 5), members))
      features.push(each);
    expect(features).toEqual([{ properties: { a: 1 }, geometry: undefined }]);
    expect(members).toMatchObject({ links: [{ rel: 'self' }], crs: { a: [{}] } });
  });

  test('a file that is empty, cut off, damaged or something else is refused', async () => {
    await expect(read(Buffer.from(' \n'))).rejects.toThrow('The file is empty.');
    await expect(read(whole.subarray(0, -20))).rejects.toThrow(CutOff);
    await expect(read(gzipSync(whole).subarray(0, -12))).rejects.toThrow('unexpected end of file');
    await expect(read(Buffer.from('<html></html>'))).rejects.toThrow('cannot be read as JSON');
    await expect(read(Buffer.from('{"type":"Feature"}'))).rejects.toThrow('FeatureCollection');
    await expect(read(Buffer.from('[1,2]'))).rejects.toThrow('FeatureCollection');
  });
});
