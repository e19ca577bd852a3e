/** Apart from the schemas, so that the web needs no zod. */
export const waveStates = ['draft', 'open', 'closed'] as const;
/** To whom a closed wave is shown, besides who holds it. */
export const waveAudiences = ['researchers', 'learners', 'municipality', 'everyone'] as const;
export type WaveAudience = (typeof waveAudiences)[number];
