import { z } from 'zod';
import { limit } from './common.ts';
import { role } from './session.ts';

/** That a role looked at a figure of an area; never which account. */
export const figureView = z.object({
  viewedAt: z.string(),
  role,
  figure: z.string(),
  area: z.string(),
});
export type FigureView = z.infer<typeof figureView>;

export const figureViewList = z.object({ items: z.array(figureView) });
export const figureViewQuery = z.object({ limit });
