import { sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from 'sigma/rendering';
import type { Kind } from '../../../api/contracts/kinds.ts';

/** Distance to a hexagon that stands on a point, of this circumradius; below zero inside. */
const hexagon = {
  name: 'hexagon',
  glsl: `float sdf_hexagon(vec2 uv, float size) {
  vec2 p = abs(uv);
  float inradius = size * 0.8660254;
  return max(p.x, dot(p, vec2(0.5, 0.8660254))) - inradius;
}`,
  inradiusFactor: 0.866,
};

/** Distance to a speech balloon: a low box with a small tail at its left foot. */
const balloon = {
  name: 'balloon',
  glsl: `float sdf_balloon(vec2 uv, float size) {
  vec2 p = uv - vec2(0.0, size * 0.14);
  vec2 d = abs(p) - vec2(size * 0.86, size * 0.62);
  float box = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
  vec2 t = uv - vec2(-size * 0.42, -size * 0.62);
  float tail = max(max(-t.x - size * 0.2, t.x + t.y * -0.7 - size * 0.22), -t.y - size * 0.3);
  tail = max(tail, t.y - size * 0.3);
  return min(box, tail);
}`,
  inradiusFactor: 0.62,
};

/** Named as in `shapeOf`. */
export const shapes = [
  sdfCircle(),
  sdfSquare({ cornerRadius: 0.1 }),
  sdfDiamond(),
  sdfTriangle(),
  hexagon,
  balloon,
];

/** The same shape as everywhere else. */
export const shapeOf: Record<Kind, string> = {
  person: 'circle',
  association: 'hexagon',
  institution: 'square',
  place: 'diamond',
  exchange: 'triangle',
  story: 'balloon',
};
