type Rgb = [number, number, number];

const channels = (hex: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb;
const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const encoded = (c: number): number =>
  c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055;
const times = (m: Rgb[], [r, g, b]: Rgb): Rgb =>
  m.map((row) => row[0] * r + row[1] * g + row[2] * b) as Rgb;

/** Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = channels(hex).map(linear) as Rgb;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** Distance of two colours in CIE L*a*b* under D65 (CIE76); 2.3 is just noticeable. */
export function difference(one: string, other: string): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function lab(hex: string): Rgb {
  const [x, y, z] = times(
    [
      [0.4124, 0.3576, 0.1805],
      [0.2126, 0.7152, 0.0722],
      [0.0193, 0.1192, 0.9505],
    ],
    channels(hex).map(linear) as Rgb,
  );
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const [fx, fy, fz] = [f(x / 0.9505), f(y), f(z / 1.089)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** A colour as seen without one sort of cones: Machado, Oliveira and Fernandes (2009), severity 1. */
const simulated =
  (matrix: Rgb[]) =>
  (hex: string): string =>
    hexOf(times(matrix, channels(hex).map(linear) as Rgb));

export const protanopia = simulated([
  [0.152286, 1.052583, -0.204868],
  [0.114503, 0.786281, 0.099216],
  [-0.003882, -0.048116, 1.051998],
]);
export const deuteranopia = simulated([
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
]);
export const tritanopia = simulated([
  [1.255528, -0.076749, -0.178779],
  [-0.078411, 0.930809, 0.147602],
  [0.004733, 0.691367, 0.3039],
]);

const hexOf = (rgb: Rgb): string =>
  `#${rgb
    .map((c) => Math.round(encoded(Math.min(1, Math.max(0, c))) * 255))
    .map((n) => n.toString(16).padStart(2, '0'))
    .join('')}`;

// Ottosson (2020), "A perceptual color space for image processing".
const TO_CONES: Rgb[] = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_OKLAB: Rgb[] = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const FROM_OKLAB: Rgb[] = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const FROM_CONES: Rgb[] = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];

/** CSS color-mix(in oklab, one share%, other). */
export function mixed(one: string, share: number, other: string): string {
  const oklab = (hex: string) =>
    times(TO_OKLAB, times(TO_CONES, channels(hex).map(linear) as Rgb).map(Math.cbrt) as Rgb);
  const [a, b] = [oklab(one), oklab(other)];
  const between = a.map((c, i) => (c * share + b[i]! * (100 - share)) / 100) as Rgb;
  return hexOf(times(FROM_CONES, times(FROM_OKLAB, between).map((c) => c ** 3) as Rgb));
}
