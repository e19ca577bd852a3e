/** Apart from the schemas, so that the web needs no zod. */
export const waveStates = ['draft', 'open', 'closed'] as const;
/** To whom a closed wave is shown, besides who holds it. */
export const waveAudiences = ['researchers', 'learners', 'municipality', 'everyone'] as const;
/** What is said of an answer whose id has another one already: the sender's own from before, mostly. */
export const ANSWERED_BEFORE = 'Another answer came in with this id. That one stands.';
/** What is said of an answer that was taken back, and is sent again. */
export const TAKEN_BACK = 'What was answered here was taken back. Send it again to answer anew.';
export type WaveAudience = (typeof waveAudiences)[number];

/** From so many pairs on a change is told in figures (MEASURES E). */
export const LEAST_PAIRS = 30;
