import type { Coverage } from '../contracts/coverage.ts';
import { kinds, type Kind } from '../contracts/kinds.ts';

type Value = string | number | boolean | null;

/** A column of the files: its name, what it holds, and in what unit; in both languages. */
export interface Column {
  name: string;
  unit: string;
  nl: string;
  en: string;
  of: (coverage: Coverage) => Value;
}

const kindNames: Record<Kind, { nl: string; en: string }> = {
  person: { nl: 'talenten (per buurt vanaf vijf)', en: 'talents (by buurt, from five)' },
  association: { nl: 'verenigingen', en: 'associations' },
  institution: { nl: 'organisaties', en: 'organisations' },
  place: { nl: 'plekken', en: 'places' },
  exchange: { nl: 'ruil & economie', en: 'exchange & economy' },
  story: { nl: 'verhalen & cultuur', en: 'stories & culture' },
};

const perKind: {
  figure: keyof Omit<Coverage['kinds'][number], 'kind'>;
  unit: string;
  nl: string;
  en: string;
}[] = [
  {
    figure: 'assets',
    unit: 'aantal',
    nl: 'hoeveel er in het gebied zijn',
    en: 'how many in the area',
  },
  {
    ...{
      figure: 'reachShare',
      unit: '0-1',
      nl: 'deel van de bewoners met minstens één binnen de afstand',
    },
    en: 'share of residents with at least one within the distance',
  },
  {
    ...{
      figure: 'residentsReached',
      unit: 'inwoners',
      nl: 'bewoners met minstens één binnen de afstand',
    },
    en: 'residents with at least one within the distance',
  },
  {
    ...{
      figure: 'meanMetres',
      unit: 'meter lopen',
      nl: 'gemiddelde afstand tot de dichtstbijzijnde',
    },
    en: 'mean distance to the nearest',
  },
  {
    ...{
      figure: 'medianMetres',
      unit: 'meter lopen',
      nl: 'afstand waarbinnen de helft er een heeft',
    },
    en: 'distance within which half has one',
  },
  {
    ...{
      figure: 'p90Metres',
      unit: 'meter lopen',
      nl: 'afstand waarbinnen negen van de tien er een hebben',
    },
    en: 'distance within which nine in ten have one',
  },
  {
    ...{
      figure: 'meanChoice',
      unit: 'aantal',
      nl: 'hoeveel een bewoner gemiddeld binnen de afstand heeft',
    },
    en: 'how many a resident has within the distance, on average',
  },
];

/** All that is told of an area, in the order of the files. Empty is: not known, or too few to tell. */
export const columns: Column[] = [
  { name: 'code', unit: '', nl: 'CBS-code', en: 'CBS code', of: ({ code }) => code },
  { name: 'name', unit: '', nl: 'naam', en: 'name', of: ({ name }) => name },
  { name: 'level', unit: '', nl: 'gemeente, wijk of buurt', en: 'level', of: ({ level }) => level },
  { name: 'asOf', unit: 'datum', nl: 'peildatum', en: 'as of', of: ({ asOf }) => asOf },
  {
    ...{ name: 'within', unit: 'meter lopen', nl: 'afstand waarvoor geteld is' },
    ...{ en: 'distance that was counted for', of: ({ within }) => within },
  },
  {
    ...{ name: 'detour', unit: 'factor', nl: 'lopen is de rechte lijn maal dit: een schatting' },
    ...{
      en: 'on foot is the straight line times this: an estimate',
      of: ({ distance }) => distance.detour,
    },
  },
  {
    ...{ name: 'inhabitants', unit: 'inwoners', nl: 'bewoners van het gebied', en: 'residents' },
    of: ({ population }) => population.inhabitants,
  },
  {
    ...{
      name: 'households',
      unit: 'aantal',
      nl: 'huishoudens of woningen',
      en: 'households or dwellings',
    },
    of: ({ population }) => population.households,
  },
  {
    ...{
      name: 'populationYear',
      unit: 'jaar',
      nl: 'jaar van de inwoners',
      en: 'year of the residents',
    },
    of: ({ population }) => population.year,
  },
  {
    ...{
      name: 'populationSource',
      unit: '',
      nl: 'bron van de inwoners',
      en: 'source of the residents',
    },
    of: ({ population }) => population.source,
  },
  {
    ...{
      name: 'spreadShare',
      unit: '0-1',
      nl: 'deel van de bewoners dat over de buurt is verspreid',
    },
    en: 'share of residents that is spread over the buurt',
    of: ({ population }) => population.spreadShare,
  },
  ...kinds.flatMap((kind) =>
    perKind.map(({ figure, unit, nl, en }) => ({
      name: `${kind}${figure[0]!.toUpperCase()}${figure.slice(1)}`,
      unit,
      nl: `${kindNames[kind].nl}: ${nl}`,
      en: `${kindNames[kind].en}: ${en}`,
      of: (coverage: Coverage) => coverage.kinds.find((one) => one.kind === kind)?.[figure] ?? null,
    })),
  ),
  {
    ...{
      name: 'completeness',
      unit: '0-1',
      nl: 'deel van de zes soorten dat een bewoner gemiddeld bereikt',
    },
    en: 'share of the six kinds that a resident reaches, on average',
    of: ({ completeness }) => completeness,
  },
  {
    ...{
      name: 'shareWithAtLeastFour',
      unit: '0-1',
      nl: 'deel van de bewoners dat vier of meer soorten bereikt',
    },
    en: 'share of residents that reach four kinds or more',
    of: ({ shareWithAtLeastFour }) => shareWithAtLeastFour,
  },
  {
    ...{ name: 'evenness', unit: '0-1', nl: 'hoe gelijk de soorten verdeeld zijn (Pielou)' },
    ...{ en: 'evenness of the kinds (Pielou)', of: ({ evenness }) => evenness },
  },
  {
    ...{ name: 'gini', unit: '0-1', nl: 'ongelijkheid in toegang tot plekken (Gini, 2SFCA)' },
    ...{ en: 'inequality of access to places (Gini, 2SFCA)', of: ({ gini }) => gini },
  },
  {
    ...{ name: 'giniGaussian', unit: '0-1', nl: 'hetzelfde, wie verder woont telt minder' },
    ...{ en: 'the same, who lives further counts less', of: ({ giniGaussian }) => giniGaussian },
  },
  {
    ...{ name: 'crowdedness', unit: 'bewoners', nl: 'hoeveel bewoners één plaats delen (i2SFCA)' },
    ...{ en: 'how many residents share one unit (i2SFCA)', of: ({ crowdedness }) => crowdedness },
  },
  {
    ...{
      name: 'accessLowestFifth',
      unit: 'per bewoner',
      nl: 'toegang van het vijfde deel met de minste',
    },
    ...{ en: 'access of the fifth with least', of: ({ fifths }) => fifths?.lowest ?? null },
  },
  {
    ...{
      name: 'accessHighestFifth',
      unit: 'per bewoner',
      nl: 'toegang van het vijfde deel met de meeste',
    },
    ...{ en: 'access of the fifth with most', of: ({ fifths }) => fifths?.highest ?? null },
  },
  {
    ...{ name: 'conversations', unit: 'aantal', nl: 'gesprekken in het laatste jaar, vanaf vijf' },
    ...{
      en: 'conversations in the last year, from five',
      of: ({ effort }) => effort.conversations,
    },
  },
  {
    ...{
      name: 'conversationsAtLeast',
      unit: '',
      nl: 'het kunnen er meer zijn',
      en: 'there may be more',
    },
    of: ({ effort }) => effort.conversationsAtLeast,
  },
  {
    ...{
      name: 'reporters',
      unit: 'aantal',
      nl: 'mensen die iets meldden of bevestigden, vanaf vijf',
    },
    ...{
      en: 'people who told of something or confirmed it, from five',
      of: ({ effort }) => effort.reporters,
    },
  },
  {
    ...{
      name: 'lastConfirmedShare',
      unit: '0-1',
      nl: 'deel dat in de laatste 180 dagen bevestigd is',
    },
    ...{
      en: 'share confirmed in the last 180 days',
      of: ({ effort }) => effort.lastConfirmedShare,
    },
  },
  {
    ...{
      name: 'unmappedEstimate',
      unit: 'aantal',
      nl: 'hoeveel er naar schatting zijn (Chao); leeg: te weinig gekeken',
    },
    en: 'how many there may be (Chao); empty: not enough looks',
    of: ({ unmapped }) => unmapped?.estimate ?? null,
  },
  {
    ...{
      name: 'mappedShare',
      unit: '0-1',
      nl: 'deel daarvan dat op de kaart staat',
      en: 'share of those on the map',
    },
    of: ({ unmapped }) => unmapped?.completeness ?? null,
  },
  {
    ...{
      name: 'tooFew',
      unit: '',
      nl: 'te weinig bewoners om iets te zeggen',
      en: 'too few residents to tell',
    },
    of: ({ tooFew }) => tooFew,
  },
  {
    ...{
      name: 'boundaryChanged',
      unit: '',
      nl: 'de grens was toen anders',
      en: 'the border was another then',
    },
    of: ({ boundaryChanged }) => boundaryChanged,
  },
];
