import { z } from 'zod';

/** How you are reminded of next steps. */
export const reminders = z.object({
  byMail: z.boolean(),
  /** This server sends e-mail. */
  mailWorks: z.boolean(),
  /** Since when a calendar may follow you by its link; null where there is no link. */
  calendarSince: z.string().nullable(),
});
export type Reminders = z.infer<typeof reminders>;

export const reminderChange = z.strictObject({ byMail: z.boolean() });

/** Shown once: who has the link sees on which days you have something to do, and no name. */
export const calendarLink = z.object({ url: z.string() });
