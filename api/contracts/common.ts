import { z } from 'zod';

/** What is said where a schema has no words of its own, instead of the validator's. */
z.config({
  customError: (issue) => {
    if (issue.code === 'invalid_type')
      return issue.input === undefined
        ? 'is missing'
        : `is not of the right kind: ${issue.expected}`;
    if (issue.code === 'invalid_value') return `is one of ${issue.values.map(String).join(', ')}`;
    if (issue.code === 'unrecognized_keys')
      return `holds what is not known: ${issue.keys.join(', ')}`;
    return undefined;
  },
});

/** Text as people type it: trimmed, without markup. The database holds the same rule. */
/** What nobody sees, and what turns the letters of others around: control characters and bidi overrides. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069]|(?![\0\t\n\r])\p{Cc}/gu;

export const plainText = (longest: number, shortest = 0) =>
  z
    .string()
    .overwrite((text) => text.replace(UNSEEN, ''))
    .trim()
    .min(shortest, shortest === 1 ? 'may not be empty' : undefined)
    .max(longest, `has at most ${longest} characters`)
    .refine(
      (text) => !/<[/!?]?[A-Za-z]|<\s*[/!?]?\s*[A-Za-z][^>]*>/.test(text),
      'is plain text, without HTML',
    )
    // Half a character cannot be stored, and would come back as another.
    .refine((text) => text.isWellFormed(), 'holds half a character');

export const plainList = (longest: number) =>
  z.array(plainText(longest, 1)).max(20, 'has at most 20 entries');

/** A CBS code: GM0995, WK099512, BU09951234; NL stands for everything. */
export const areaCode = z
  .string()
  .regex(
    /^(NL|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$/,
    'is not a CBS code such as WK099512',
  );

export const buurtCode = z
  .string()
  .regex(/^BU\d{4}[0-9A-Z]{4}$/, 'is not a CBS code of a buurt, such as BU09951234');

// Wide enough for all of the Netherlands, narrow enough to know its two axes apart.
const isLon = (n: number) => n >= 2 && n <= 8;
const isLat = (n: number) => n >= 50 && n <= 54.5;

/** Longitude, latitude in degrees (CRS84 order), to seven decimals (about a centimetre). */
export const position = z
  .tuple([z.number(), z.number()])
  .superRefine(([lon, lat], context) => {
    if (isLon(lon) && isLat(lat)) return;
    context.addIssue({
      code: 'custom',
      message:
        isLon(lat) && isLat(lon)
          ? 'longitude and latitude look swapped: write longitude first, then latitude'
          : 'lies outside the Netherlands: write longitude (3 to 7.3), then latitude (50.7 to 53.6)',
    });
  })
  .transform(([lon, lat]): [number, number] => [round7(lon), round7(lat)]);

const round7 = (n: number): number => Math.round(n * 1e7) / 1e7;

const ring = z
  .array(position)
  .min(4, 'a ring has four positions or more')
  .max(2000)
  .refine((positions) => {
    const [first, last] = [positions[0], positions.at(-1)];
    return first?.[0] === last?.[0] && first?.[1] === last?.[1];
  }, 'a ring ends where it begins');

/** Degrees: some 40 km. No neighbourhood's place is larger, and it would lie over all others. */
const WIDEST = { lon: 0.6, lat: 0.4 };
const isWide = (positions: [number, number][]): boolean => {
  const [lons, lats] = [positions.map(([lon]) => lon), positions.map(([, lat]) => lat)];
  return span(lons) > WIDEST.lon || span(lats) > WIDEST.lat;
};
const span = (values: number[]): number =>
  values.reduce((most, n) => Math.max(most, n), -Infinity) -
  values.reduce((least, n) => Math.min(least, n), Infinity);

/** GeoJSON geometry of an asset (RFC 7946): a point, or an area. */
export const assetGeometry = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('Point'), coordinates: position }),
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(50) }),
    z.object({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(z.array(ring).min(1).max(50)).min(1).max(50),
    }),
  ])
  .refine(
    ({ type, coordinates }) =>
      type === 'Point' ||
      !isWide((type === 'Polygon' ? coordinates : coordinates.flat()).flat() as [number, number][]),
    { path: ['coordinates'], message: 'an area is at most some 40 km across' },
  );
export type AssetGeometry = z.infer<typeof assetGeometry>;

/** "lon,lat" in a query string. */
export const lonLat = z
  .string()
  .regex(/^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/, 'is written lon,lat')
  .transform((text) => text.split(',').map(Number) as [number, number])
  .pipe(position);

/** "minLon,minLat,maxLon,maxLat" in degrees. */
export const bbox = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'is written minLon,minLat,maxLon,maxLat')
  .transform((text) => text.split(',').map(Number) as [number, number, number, number])
  .refine(([w, s, e, n]) => w < e && s < n, 'runs from the south-west to the north-east corner')
  .refine(
    ([w, s, e, n]) => w >= -180 && s >= -90 && e <= 180 && n <= 90,
    'lies between -180,-90 and 180,90; longitude comes first',
  );

export const limit = z.coerce
  .number('is a whole number from 1 to 100')
  .int('is a whole number from 1 to 100')
  .min(1, 'is a whole number from 1 to 100')
  .max(100, 'is a whole number from 1 to 100')
  .default(20);

/** RFC 9457. `faults` names every fault of an invalid input at once. */
export const problem = z.object({
  type: z.string(),
  status: z.number().int(),
  title: z.string(),
  detail: z.string(),
  faults: z.array(z.object({ at: z.string(), says: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
