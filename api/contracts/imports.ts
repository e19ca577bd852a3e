import { z } from 'zod';

const flag = z.enum(['true', 'false'], 'is true or false').transform((text) => text === 'true');

export const importQuery = z.object({
  /** Report only, write nothing. */
  dryRun: flag.default(false),
  /** Keep assets outside every known buurt. */
  allowOutside: flag.default(false),
  /** The year of areas, and of who lives there, where the file does not say it. */
  year: z.coerce.number().int().min(1990).max(2100).optional(),
});

export const importReport = z.object({
  unit: z.enum(['line', 'feature', 'tie']),
  read: z.number().int(),
  written: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  outside: z.number().int(),
  faults: z.array(z.object({ line: z.number().int(), says: z.string() })),
  notes: z.array(z.string()),
  dryRun: z.boolean(),
});
