import type { IntroductionStage } from '../../contracts/introductions.ts';

/** What is said outside the screens. Nobody is named in it, and what a connector wrote is left out. */
interface Words {
  calendar: string;
  /** What is to be done at a stage. */
  step: Record<Exclude<IntroductionStage, 'no' | 'connection'>, string>;
  open: string;
  subject: (today: number) => string;
  text: (today: number, earlier: number, url: string) => string;
}

const nl: Words = {
  calendar: 'Buurtweefsel: mijn week',
  step: {
    idea: 'Kennismaking: vraag de eerste of die wil',
    one_asked: 'Kennismaking: vraag ook de ander',
    both_asked: 'Kennismaking: hoor wat ze zeggen',
    both_yes: 'Kennismaking: breng de twee bij elkaar',
    met: 'Kennismaking: hoor hoe het ging',
  },
  open: 'Om wie het gaat, staat in je week:',
  subject: (today) => (today === 1 ? 'Eén stap voor vandaag' : `${today} stappen voor vandaag`),
  text: (today, earlier, url) =>
    [
      today === 1
        ? 'Er staat één stap van een kennismaking voor je klaar.'
        : `Er staan ${today} stappen van kennismakingen voor je klaar.`,
      ...(earlier > 0 ? [`Van eerder staan er nog ${earlier} open.`] : []),
      `Kijk in je week: ${url}`,
      'Geen mail meer? Zet hem daar uit.',
    ].join('\n\n'),
};

const en: Words = {
  calendar: 'Buurtweefsel: my week',
  step: {
    idea: 'Introduction: ask the first of the two',
    one_asked: 'Introduction: ask the other one too',
    both_asked: 'Introduction: hear what they say',
    both_yes: 'Introduction: bring the two together',
    met: 'Introduction: hear how it went',
  },
  open: 'Whom it is about stands in your week:',
  subject: (today) => (today === 1 ? 'One step for today' : `${today} steps for today`),
  text: (today, earlier, url) =>
    [
      today === 1
        ? 'One step of an introduction is waiting for you.'
        : `${today} steps of introductions are waiting for you.`,
      ...(earlier > 0 ? [`${earlier} from earlier are still open.`] : []),
      `Look in your week: ${url}`,
      'No more mail? Turn it off there.',
    ].join('\n\n'),
};

const all: Record<string, Words> = { nl, en };
/** `language` is a code of two letters; Dutch for one that we do not speak. */
export const wordsIn = (language: string): Words => all[language] ?? nl;
