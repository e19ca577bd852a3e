import { nlFirst } from './nl-first.ts';
import { nlLearning } from './nl-learning.ts';
import { nlProgramme } from './nl-programme.ts';
import { nlWaves } from './nl-waves.ts';

/** All that is said. What is not on the first screens comes with the screens that say it. */
export const nl = { ...nlFirst, ...nlWaves, ...nlLearning, ...nlProgramme };

export type Messages = typeof nl;
