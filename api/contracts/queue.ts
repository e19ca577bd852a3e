import { z } from 'zod';
import { asset, report } from './assets.ts';

/** What asks for a connector's attention; at most 20 of each, the most pressing first. */
export const queue = z.object({
  /** Waits for who may vouch for it; oldest first. */
  proposed: z.array(asset),
  /** Somebody says that something is wrong; oldest report first. */
  reported: z.array(
    z.object({
      asset,
      reports: z.array(
        z.object({
          id: z.uuid(),
          reason: report.shape.reason,
          note: z.string(),
          reportedAt: z.string(),
        }),
      ),
    }),
  ),
  /** Nobody confirmed it for a year; the longest ago first. */
  outOfDate: z.array(asset),
  /** How many there are of each, of which the first are named here. */
  totals: z.object({
    proposed: z.number().int(),
    reported: z.number().int(),
    outOfDate: z.number().int(),
  }),
  /** Like names within 100 m; nearest first. */
  twins: z.array(z.object({ one: asset, other: asset, metres: z.number() })),
});
export type Queue = z.infer<typeof queue>;

export const twins = z
  .strictObject({ one: z.uuid('is not a UUID'), other: z.uuid('is not a UUID') })
  .refine(({ one, other }) => one !== other, 'names one asset twice');
