import type { Kind } from '../../api/contracts/kinds.ts';
import { nlAbout } from './nl-about.ts';
import { nlForms } from './nl-forms.ts';
import { nlNetwork } from './nl-network.ts';
import { nlOffline } from './nl-offline.ts';
import { nlOwn } from './nl-own.ts';
import { nlTake } from './nl-take.ts';
import { nlCoverage } from './nl-coverage.ts';
import { nlInitiatives } from './nl-initiatives.ts';
import { nlWeaving } from './nl-weaving.ts';

/** "1 plek", "3 plekken" */
const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

const kinds: Record<Kind, { one: string; more: string; short: string; what: string }> = {
  person: {
    one: 'talentenkaart',
    more: 'talentenkaarten',
    short: 'Talenten',
    what: 'Wat jij kunt, weet of graag doet. Alleen je buurtverbinder ziet het.',
  },
  association: {
    one: 'vereniging',
    more: 'verenigingen',
    short: 'Verenigingen',
    what: 'Een club, koor, groep of straatapp.',
  },
  institution: {
    one: 'organisatie',
    more: 'organisaties',
    short: 'Organisaties',
    what: 'Een school, bibliotheek, winkel of zorgplek.',
  },
  place: {
    one: 'plek',
    more: 'plekken',
    short: 'Plekken',
    what: 'Een tuin, bankje, veld of huiskamer waar je elkaar treft.',
  },
  exchange: {
    one: 'ruil & economie',
    more: 'ruil & economie',
    short: 'Ruil',
    what: 'Lenen, delen, repareren, samen kopen.',
  },
  story: {
    one: 'verhaal & cultuur',
    more: 'verhalen & cultuur',
    short: 'Verhalen',
    what: 'Iets om te onthouden: een verhaal, feest of kunstwerk.',
  },
};

/** What the first screens say: every visitor fetches it. */
export const nlFirst = {
  ...nlAbout,
  ...nlForms,
  ...nlNetwork,
  ...nlOffline,
  ...nlOwn,
  ...nlTake,
  ...nlWeaving,
  ...nlCoverage,
  ...nlInitiatives,
  /** How numbers, days and distances are written. */
  language: { locale: 'nl-NL' },
  title: (page: string) => (page ? `${page} · Buurtweefsel` : 'Buurtweefsel'),
  kinds,

  shell: {
    name: 'Buurtweefsel',
    home: 'Buurtweefsel, naar het begin',
    skipMap: 'Sla de kaart over',
    add: 'Zet op de kaart',
    signIn: 'Inloggen',
    signOut: 'Uitloggen',
    signedInAs: (name: string) => `Je bent ingelogd als ${name}`,
    noName: 'buur',
    menu: 'Menu',
    about: 'Over Buurtweefsel',
    theme: 'Kleuren',
    themes: { auto: 'Zoals je apparaat', light: 'Licht', dark: 'Donker' },
    back: 'Terug',
    missing: 'Deze pagina is er niet',
    missingHelp: 'Misschien is het adres veranderd. Op de kaart vind je alles terug.',
    toMap: 'Naar de kaart',
    wait: 'Even geduld …',
  },

  map: {
    label: 'Kaart van je buurt',
    keys: 'Kaart. Schuif met de pijltjes, zoom met plus en min. Een cijfer opent wat dichtbij is.',
    credits: 'Wie maakte deze kaart?',
    zoomIn: 'Dichterbij',
    zoomOut: 'Verder weg',
    whole: 'Alles in beeld',
    loading: 'De kaart komt eraan',
    plain: 'De achtergrondkaart is niet bereikbaar.',
    failed: 'De kaart werkt hier niet. In de lijst staat alles.',
    attribution: 'Grenzen: CBS en Kadaster',
  },

  nearest: {
    heading: 'Dicht bij het midden. Druk op een cijfer om het te openen.',
    none: 'Hier is niets gevonden. Schuif de kaart verder.',
    here: 'precies hier',
    away: (distance: string, wind: string) => `${distance} naar ${wind}`,
    winds: {
      n: 'het noorden',
      ne: 'het noordoosten',
      e: 'het oosten',
      se: 'het zuidoosten',
      s: 'het zuiden',
      sw: 'het zuidwesten',
      w: 'het westen',
      nw: 'het noordwesten',
    },
  },

  filters: {
    label: 'Zoeken en kiezen',
    search: 'Zoek een wijk, plek of vereniging',
    clear: 'Zoekwoord wissen',
    whereAmI: 'Waar ben ik?',
    looking: 'We zoeken waar je bent …',
    noPlace: 'We kunnen je plek niet vinden. Zoek je wijk op naam.',
    outside: 'Je bent nu buiten de wijken op deze kaart. Zoek je wijk op naam.',
    all: 'Alles',
    kinds: 'Soort krachtbron',
    mine: 'Van mij',
    waiting: 'Wacht op bevestiging',
    inView: 'Alleen wat de kaart toont',
    areas: 'Wijken en buurten',
    noAreas: 'Geen wijk of buurt met deze naam.',
  },

  area: {
    chooseGemeente: 'Kies een gemeente',
    chooseWijk: 'Kies een wijk',
    levels: { gemeente: 'Gemeente', wijk: 'Wijk', buurt: 'Buurt' },
    within: (level: string, name: string) => `${level} in ${name}`,
    yours: (name: string) => `Jouw wijk in ${name}`,
    unnamed: (code: string) => `Gebied ${code}`,
    found: (n: number) =>
      n === 0
        ? 'Hier staat nog niets op de kaart.'
        : `${many(n, 'krachtbron', 'krachtbronnen')} op de kaart.`,
    talents: (n: number, atLeast: boolean) =>
      `${atLeast ? 'Minstens ' : ''}${many(n, 'bewoner deelt', 'bewoners delen')} een talent.`,
    open: 'Hier zijn we nog niet geweest. Jij weet vast wat er al is.',
    inside: { gemeente: 'Wijken', wijk: 'Buurten', buurt: 'Buurten' },
    up: (name: string) => `Naar ${name}`,
    missing: 'Dit gebied staat niet op de kaart',
    makeHome: 'Dit is mijn wijk',
    madeHome: 'Dit is nu jouw wijk.',
  },

  home: {
    eyebrow: 'Wat er al is in je buurt',
    headline: (n: number, areas: number) =>
      n === 0
        ? 'Wat is er bij jou in de buurt?'
        : `${many(n, 'krachtbron', 'krachtbronnen')} in ${many(areas, 'gemeente', 'gemeenten')}`,
    intro: 'Kies je wijk en zie wie en wat er dichtbij is. Mis je iets? Zet het erbij.',
    choose: 'Kies een gemeente',
    yours: (name: string) => `Naar jouw wijk: ${name}`,
    none: 'Er staan nog geen wijken op deze kaart.',
  },

  list: {
    heading: 'Krachtbronnen',
    count: (n: number) => (n === 0 ? 'Niets gevonden' : `${n} gevonden`),
    more: 'Meer laten zien',
    shown: (shown: number, total: number) => `${shown} van ${total}`,
    none: 'Hier is nog niets gevonden. Weet jij iets? Zet het op de kaart.',
    noneOfKind: 'Hier is nog niets gevonden. Kies een andere soort, of zet iets op de kaart.',
    noneMine: 'Je hebt nog niets op de kaart gezet.',
    walk: (minutes: number) => `ca. ${minutes} min lopen`,
    usedFor: (what: string) => `Laatst: ${what}`,
    proposed: 'wacht op bevestiging',
    private: { neighbourhood: 'voor de wijk', connectors: 'voor verbinders' },
    failed: 'De lijst kon niet worden opgehaald.',
    again: 'Probeer het opnieuw',
  },

  talents: {
    heading: 'Talenten van buren',
    few: 'Er zijn hier nog weinig talentenkaarten. Tot vijf tellen we ze niet op, zodat niemand te herkennen is.',
    count: (n: number, atLeast: boolean) =>
      `${atLeast ? 'Minstens ' : ''}${many(n, 'buur deelt', 'buren delen')} een talent. Wie het zijn, weet alleen de buurtverbinder.`,
    with: (n: number, gift: string) => `${many(n, 'buur deelt', 'buren delen')} “${gift}”.`,
    maybe: 'Misschien is er een buur die dit kan. Namen staan hier nooit.',
    often: 'Vaak genoemd',
    ask: 'Zoek je iemand? Vraag het de buurtverbinder: die kent deze buren en stelt jullie aan elkaar voor.',
    offer: 'Deel ook een talent',
  },

  asset: {
    missing: 'Deze krachtbron is er niet, of is niet voor iedereen',
    missingHelp: 'Misschien is hij weggehaald. Log in als hij van jou is.',
    in: (place: string) => `In ${place}`,
    outside: 'Buiten de bekende buurten',
    facts: 'Goed om te weten',
    openingHours: 'Wanneer',
    capacity: 'Ruimte voor',
    people: (n: number) => many(n, 'persoon', 'mensen'),
    wheelchair: 'Met een rolstoel',
    wheelchairs: {
      yes: 'Goed te doen',
      limited: 'Deels te doen',
      no: 'Niet te doen',
      unknown: 'Weten we niet',
    },
    accessibility: 'Toegankelijkheid',
    languages: 'Talen',
    webLink: 'Website',
    tags: 'Trefwoorden',
    source: 'Bron',
    contact: 'Contact',
    contactHidden: 'Contactgegevens zijn alleen voor wie ze mag zien.',
    lastUsed: 'Laatst gebruikt',
    lastUsedFor: (what: string, day: string) => [what, day].filter(Boolean).join(', '),
    lastConfirmed: 'Laatst bevestigd',
    never: 'nog niet',
    whoSees: 'Wie kan dit zien?',
    gifts: { head: 'Weet (hoofd)', heart: 'Houdt van (hart)', hands: 'Kan (handen)' },
    wishes: 'Wens',
    mine: 'Deze is van jou.',
    proposed: 'Dit is een voorstel. Het staat op de kaart zodra iemand het bevestigt.',
    proposedMine: 'Nog één stap: kijk of het klopt. Dan zien je buren het ook.',
    archived: 'Deze krachtbron is opgeborgen. Alleen wie hem mag wijzigen ziet hem nog.',
    publish: 'Klopt, zet op de kaart',
    published: 'Hij staat op de kaart.',
    confirm: 'Ja, dit klopt nog',
    confirmed: 'Dank je wel. Nu weet de buurt dat dit nog klopt.',
    signInToConfirm: 'Log in om te zeggen dat dit nog klopt',
    edit: 'Wijzigen',
    archive: 'Opbergen',
    archiveAsk: 'Opgeborgen is van de kaart af. Je kunt dit altijd terugdraaien.',
    archiveYes: 'Ja, berg op',
    restore: 'Zet weer op de kaart',
    remove: 'Talentenkaart weghalen',
    withdraw: 'Toestemming intrekken',
    removeAsk: 'De talentenkaart verdwijnt helemaal. Dit kan niet terug.',
    removeYes: 'Ja, haal weg',
    removed: 'De talentenkaart is weg.',
    withdrawAsk:
      'De buurtverbinder ziet je kaart dan meteen niet meer, en hij telt nergens meer mee. Alleen jij ziet hem nog.',
    withdrawYes: 'Ja, trek in',
    consentWithdrawn:
      'Je hebt je toestemming ingetrokken. Alleen jij ziet je talentenkaart nog. Na een maand wissen we hem.',
    consentExpired:
      'Je toestemming is verlopen. Alleen jij ziet je talentenkaart nog. Na een maand wissen we hem.',
    consentAgain: 'Weer delen',
    consentUntil: 'Toestemming tot',
    consentGiven: 'Dank je. De buurtverbinder ziet je talentenkaart weer.',
    withdrawn: 'Je toestemming is ingetrokken. Alleen jij ziet je talentenkaart nog.',
    cancel: 'Toch niet',
    onMap: 'Bekijk op de kaart',
  },

  signIn: {
    heading: 'Inloggen',
    intro: 'Je hebt geen wachtwoord nodig. We sturen een code naar je e-mail.',
    email: 'E-mailadres',
    send: 'Stuur mij een code',
    sent: (email: string) =>
      `We stuurden een code van zes cijfers naar ${email}. Hij werkt tien minuten.`,
    code: 'Code',
    codeHint: 'Zes cijfers',
    verify: 'Log in',
    other: 'Ander e-mailadres',
    wrong: 'Deze code klopt niet of is verlopen. Kijk nog eens, of vraag een nieuwe.',
    tooMany: 'Je probeerde het te vaak. Wacht een paar minuten.',
    demo: 'Rondkijken als voorbeeld',
    demoHelp: 'Dit is een proefkaart met verzonnen mensen. Kies wie je wilt zijn.',
    roles: {
      resident: { label: 'Bewoner', hint: 'Ziet de wijk, voegt toe, deelt een talent' },
      connector: { label: 'Buurtverbinder', hint: 'Kent de wijk en bevestigt voorstellen' },
      municipality: { label: 'Gemeente', hint: 'Ziet cijfers, nooit een persoon' },
      coordinator: { label: 'Coördinator', hint: 'Begeleidt het programma' },
      researcher: { label: 'Onderzoeker', hint: 'Leert van wat er gebeurt' },
    },
    already: (name: string) => `Je bent ingelogd als ${name}.`,
  },

  wrong: {
    offline: 'Er is geen verbinding. Wat je typte staat er nog. Probeer het zo weer.',
    server: 'Er ging bij ons iets mis. Probeer het zo weer.',
    signIn: 'Log eerst in. Wat je typte blijft bewaard.',
    forbidden: 'Dit mag je hier niet doen.',
    missing: 'Dit is er niet, of je mag het niet zien.',
    stale: 'Iemand anders heeft dit net gewijzigd. Kijk eerst wat er nu staat.',
    tooLarge: 'Dit is te groot om te versturen.',
    tooMany: 'Dat was te vaak. Wacht een paar minuten.',
    invalid: 'Er klopt nog iets niet.',
    choose: 'Kies er eerst één.',
    field: 'Dit klopt nog niet.',
    empty: 'Vul dit in.',
  },
};
