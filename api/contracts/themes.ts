import { z } from 'zod';

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'is a colour such as #12544a')
  .transform((text) => text.toLowerCase());

/** What a gemeente puts in `DATA_DIR/themes/GM0995.json`; its logo lies beside it. */
export const themeFile = z.strictObject({
  name: z.string().trim().min(1).max(40),
  /** Of the one next step, and of links. */
  main: colour,
  /** Of suggestions. */
  warm: colour,
});

export const theme = themeFile.extend({
  /** CBS code of the gemeente. */
  code: z.string(),
  hasLogo: z.boolean(),
});
export type Theme = z.infer<typeof theme>;
