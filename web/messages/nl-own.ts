/** Screens of somebody's own: what they shared, and what asks for a connector's attention. */
export const nlOwn = {
  mine: {
    heading: 'Wat van mij is',
    signIn: 'Log in om te zien wat je deelde.',
    name: 'Hoe wil je heten?',
    nameHint: 'Een voornaam is genoeg. Alleen jij ziet hem.',
    saveName: 'Bewaar mijn naam',
    saved: 'Bewaard.',
    home: (name: string) => `Je woont in ${name}.`,
    noHome: 'Je koos nog geen wijk. Kies hem op de kaart, en tik op “Dit is mijn wijk”.',
    shared: 'Wat ik deelde',
    none: 'Je deelde nog niets. Weet je een fijne plek, of kun je iets?',
    seenBy: (who: string) => `Wie dit ziet: ${who}.`,
    consent: {
      given: (day: string) => `Jouw toestemming loopt tot ${day}.`,
      withdrawn: 'Je trok je toestemming in. Alleen jij ziet deze kaart nog.',
      expired: 'Je toestemming is verlopen. Alleen jij ziet deze kaart nog.',
    },
    data: 'Mijn gegevens',
    dataText: 'Alles wat we van je bewaren, in één bestand.',
    download: 'Haal mijn gegevens op',
    leave: 'Ik wil weg',
    leaveAsk:
      'Je talentenkaarten, je contactgegevens en je account verdwijnen meteen. Plekken die je toevoegde blijven voor de buurt. Wat je deelde om van te leren, blijft zonder je naam. Dit kan niet terug.',
    leaveYes: 'Ja, wis mijn account',
    left: 'Je account is gewist. Dank je voor wat je deelde.',
  },

  activity: {
    kinds: 'Wat hier al is',
    seen: (n: number) =>
      n === 6 ? 'Alle zes soorten staan er.' : `${n} van de 6 soorten staan er.`,
    notSeen: (kinds: string) => `nog geen ${kinds} gezien`,
    effort: (confirmed: number, all: number) =>
      confirmed === 0
        ? 'Het afgelopen jaar keek nog niemand of ze kloppen.'
        : confirmed === all
          ? 'Alles wat er staat, is het afgelopen jaar nagekeken.'
          : `Het afgelopen jaar is ${confirmed} van de ${all} nagekeken.`,
    last: (day: string) => `Het laatst op ${day}.`,
    recent: 'Net gebeurd',
    what: { added: 'Nieuw', changed: 'Bijgewerkt', confirmed: 'Nagekeken' },
    connectors: 'Wie verbindt hier?',
    unnamed: (n: number) =>
      n === 0
        ? 'Hier is nog geen buurtverbinder. Iets voor jou?'
        : n === 1
          ? 'Hier verbindt één buurtverbinder. Kom langs bij een koffiemoment in de wijk.'
          : `Hier verbinden ${n} buurtverbinders. Kom langs bij een koffiemoment in de wijk.`,
    card: 'Hoe vinden bewoners jou?',
    cardText: 'Dit staat voor iedereen op de pagina van jouw wijken.',
    cardName: 'Je naam',
    cardReach: 'Waar en wanneer ben je te vinden?',
    cardReachHint: 'Bijvoorbeeld: dinsdag 10 tot 12 uur in het buurthuis',
    cardSave: 'Laat dit zien',
    cardSaved: 'Bewoners zien nu hoe ze je vinden.',
    cardRemove: 'Haal weg',
    cardGone: 'Je staat er niet meer.',
  },

  queue: {
    heading: 'Wat vraagt je aandacht?',
    signIn: 'Log in als buurtverbinder om te zien wat er wacht.',
    notYours: 'Hier staat werk voor buurtverbinders en vertrouwde buren. Jij hoeft niets te doen.',
    waits: (n: number) => (n === 1 ? 'Er wacht één ding op je.' : `Er wachten ${n} dingen op je.`),
    none: 'Alles is bij. Tijd voor een praatje in de wijk.',
    proposed: 'Voorgesteld',
    proposedText: 'Klopt het? Dan zien buren het ook.',
    reported: 'Gemeld',
    reportedText: 'Iemand zegt dat er iets niet klopt.',
    first: (n: number, total: number) => `Dit zijn de eerste ${n} van ${total}.`,
    outOfDate: 'Lang niet bevestigd',
    outOfDateText: 'Al meer dan een jaar zei niemand dat dit nog klopt.',
    lastConfirmed: (day: string) => `Laatst bevestigd op ${day}.`,
    neverConfirmed: 'Nog nooit bevestigd.',
    twins: 'Staat het er dubbel op?',
    twinsText: 'Deze lijken op elkaar en liggen dicht bij elkaar.',
    metres: (n: number) => `${Math.round(n)} meter uit elkaar.`,
    apart: 'Dit zijn er twee',
    settled: 'Nagekeken',
    archived: (title: string) => `“${title}” is opgeborgen.`,
    undo: 'Bekijk of draai terug',
    done: (title: string) => `“${title}” is bijgewerkt.`,
  },
};
