import type { Kind } from '../../api/contracts/kinds.ts';
import type { DrawnImage } from '../map/engine.ts';
import { readColour } from '../ui/colour.ts';
import { iconPath } from '../ui/icon-path.ts';
import { kindsInOrder, looks } from './kinds.ts';

/**
 * Draws what the overlay names: `asset|<theme>|<kind>|<status>` and `ring|<theme>|<total>|<counts in
 * the order of kinds>` and `number|<theme>|<kind>|<number>`; `<theme>` only keeps the two themes apart. Null for other names.
 */
export function drawAssetImage(name: string): DrawnImage | null {
  const [what, , first, second] = name.split('|');
  if (what === 'asset') return drawSign(first as Kind, second === 'proposed');
  if (what === 'ring' && second) return drawRing(Number(first), second.split(',').map(Number));
  if (what === 'number') return drawSign(first as Kind, false, second);
  if (what === 'pin') return drawPin();
  return null;
}

const SIGN = 30;

/** One sheet for all of them, one after the other: making a canvas is slower than drawing on it. */
let sheet: CanvasRenderingContext2D | undefined;

function canvas(size: number, draw: (context: CanvasRenderingContext2D) => void): DrawnImage {
  const pixelRatio = Math.max(2, Math.ceil(devicePixelRatio));
  // Read back at once: drawn by the processor, it need not come from the graphics card first.
  sheet ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const side = size * pixelRatio;
  if (sheet.canvas.width < side) sheet.canvas.width = sheet.canvas.height = side;
  sheet.reset();
  sheet.scale(pixelRatio, pixelRatio);
  draw(sheet);
  return { image: sheet.getImageData(0, 0, side, side), pixelRatio };
}

/** A shape with its icon, or with a number; hollow while it waits for confirmation. */
function drawSign(kind: Kind, proposed: boolean, number?: string): DrawnImage {
  const { shape, icon, at } = looks[kind];
  const colour = readColour(kind);
  const paper = readColour('card');
  return canvas(SIGN + 6, (c) => {
    c.translate(3, 3);
    c.scale(SIGN / 24, SIGN / 24);
    const path = new Path2D(shape);
    c.lineJoin = c.lineCap = 'round';
    c.strokeStyle = paper;
    c.lineWidth = 4;
    c.stroke(path);
    c.fillStyle = proposed ? paper : colour;
    c.fill(path);
    if (proposed) {
      c.strokeStyle = colour;
      c.lineWidth = 2;
      c.setLineDash([3, 2.4]);
      c.stroke(path);
      c.setLineDash([]);
    }
    if (number) {
      c.fillStyle = readColour('on-kind');
      c.font = `700 ${number.length > 2 ? 8 : 10}px 'Atkinson Hyperlegible Next Variable', sans-serif`;
      c.textAlign = 'center';
      c.textBaseline = 'middle';
      return c.fillText(number, at.x, at.y + 0.5);
    }
    c.translate(at.x - 12 * at.scale, at.y - 12 * at.scale);
    c.scale(at.scale, at.scale);
    c.strokeStyle = proposed ? colour : readColour('on-kind');
    c.lineWidth = 2.5;
    c.stroke(new Path2D(iconPath(icon)));
  });
}

/** A ring of the mix around the number. */
function drawRing(total: number, counts: number[]): DrawnImage {
  const radius = total < 10 ? 18 : total < 100 ? 21 : total < 1000 ? 25 : 29;
  const width = 6;
  const size = 2 * radius + 6;
  return canvas(size, (c) => {
    c.translate(size / 2, size / 2);
    c.beginPath();
    c.arc(0, 0, radius + 1.5, 0, 2 * Math.PI);
    c.fillStyle = readColour('card');
    c.fill();
    c.lineWidth = width;
    const present = counts.filter((n) => n > 0).length;
    const gap = present > 1 ? 0.07 : 0;
    let from = -Math.PI / 2;
    for (const [index, n] of counts.entries()) {
      if (n === 0) continue;
      const to = from + (2 * Math.PI * n) / total;
      c.beginPath();
      c.arc(
        0,
        0,
        radius - width / 2,
        from + gap / 2,
        Math.max(to - gap / 2, from + gap / 2 + 0.05),
      );
      c.strokeStyle = readColour(kindsInOrder[index]!);
      c.stroke();
      from = to;
    }
    c.fillStyle = readColour('ink');
    c.font = `700 ${total < 1000 ? 15 : 14}px 'Atkinson Hyperlegible Next Variable', sans-serif`;
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.fillText(total < 10000 ? String(total) : `${Math.round(total / 1000)}k`, 0, 1);
  });
}

/** Where something new will be. */
function drawPin(): DrawnImage {
  return canvas(44, (c) => {
    c.translate(22, 22);
    c.lineWidth = 7;
    c.strokeStyle = readColour('card');
    const cross = new Path2D('M0-20V-9M0 9V20M-20 0H-9M9 0H20');
    c.lineCap = 'round';
    for (const [width, token] of [
      [7, 'card'],
      [3, 'leaf'],
    ] as const) {
      c.lineWidth = width;
      c.strokeStyle = readColour(token);
      c.stroke(cross);
      c.beginPath();
      c.arc(0, 0, 13, 0, 2 * Math.PI);
      c.stroke();
    }
    c.beginPath();
    c.arc(0, 0, 4, 0, 2 * Math.PI);
    c.fillStyle = readColour('leaf');
    c.fill();
  });
}
