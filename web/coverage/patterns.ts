import type { DrawnImage } from '../map/engine.ts';
import { readColour } from '../ui/colour.ts';
import { CLASSES } from './classes.ts';

const SIDE = 12;

/**
 * Draws what the overlay names: `pattern|<theme>|few`, hatching for too few people, and
 * `pattern|<theme>|<class>`, dots that grow with the class, so that no class is told by colour alone. Null
 * for other names.
 */
export function drawPattern(name: string): DrawnImage | null {
  const [what, , which] = name.split('|');
  if (what !== 'pattern') return null;
  const pixelRatio = 2;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE * pixelRatio;
  const c = canvas.getContext('2d', { willReadFrequently: true })!;
  c.scale(pixelRatio, pixelRatio);
  if (which === 'few') hatch(c);
  else dots(c, Number(which));
  return { image: c.getImageData(0, 0, canvas.width, canvas.height), pixelRatio };
}

function hatch(c: CanvasRenderingContext2D): void {
  c.strokeStyle = readColour('border-strong');
  c.globalAlpha = 0.6;
  c.lineWidth = 1.25;
  c.beginPath();
  for (const from of [-SIDE, 0, SIDE]) {
    c.moveTo(from, SIDE);
    c.lineTo(from + SIDE, 0);
  }
  c.stroke();
}

function dots(c: CanvasRenderingContext2D, step: number): void {
  if (step === 0) return;
  c.fillStyle = readColour('on-ramp');
  c.globalAlpha = 0.35;
  const radius = 0.5 + (1.6 * step) / (CLASSES - 1);
  for (const [x, y] of [
    [3, 3],
    [9, 9],
  ] as const) {
    c.beginPath();
    c.arc(x, y, radius, 0, 2 * Math.PI);
    c.fill();
  }
}
