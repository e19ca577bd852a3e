/** What a connector does with what the network shows. */
export const nlWeaving = {
  tying: {
    start: 'Verbind twee',
    first: 'Tik de eerste aan, op de tekening of de kaart. Of zoek hier.',
    second: (name: string) => `Waarmee is ${name} verbonden? Tik aan, of zoek hier.`,
    search: 'Zoek een krachtbron',
    found: 'Om uit te kiezen',
    chosen: (name: string) => `Gekozen: ${name}`,
    same: 'Kies een andere: dit is dezelfde.',
    elsewhere: 'Die hoort niet bij dit gebied. Verbind ze op de pagina zelf.',
    done: (one: string, other: string) => `${one} en ${other} zijn verbonden.`,
    from: (name: string) => `Verbind ${name}`,
  },

  outlook: {
    along: 'Reken ook dit mee',
    counted: 'Samen meegerekend',
    drop: (pair: string) => `Reken ${pair} niet mee`,
    bridging: (now: string, then: string) => `Tussen buurten loopt nu ${now}, dan ${then}.`,
    fragmentation: (now: string, then: string) =>
      `Van de paren bereikt ${now} elkaar niet, dan ${then}.`,
    same: 'Aan de cijfers verandert dit niets. Aan de mensen misschien wel.',
    best: 'Drie kennismakingen die het meeste verbinden',
    bestHelp: 'Steeds de beste, gegeven die ervoor. Samen kan het nog beter zijn.',
    joins: (n: number) =>
      n === 1 ? 'één paar kan elkaar dan bereiken' : `${n} paren kunnen elkaar dan bereiken`,
    all: 'Als alle drie lukken:',
    plan: 'Zet in je week',
    planned: 'Staat in je week',
  },

  ring: {
    call: (name: string) => `Bel of mail ${name}`,
    who: (name: string) => `Begin bij ${name}: die kent er de meeste.`,
    nobody: 'Hier staat geen nummer bij. Loop er eens langs.',
  },

  overlap: {
    heading: 'Doen hetzelfde, kennen elkaar niet',
    help: (metres: string) =>
      `Minder dan ${metres} lopen van elkaar, zonder verbinding. Geschat naar de rechte lijn.`,
    offers: (words: string) => `allebei: ${words}`,
    people: (n: number) => (n === 1 ? 'één mens kent beide' : `${n} mensen kennen beide`),
    none: 'Niemand gevonden: wie hetzelfde doet, kent elkaar al of is ver weg.',
  },

  withoutMe: {
    heading: 'Werkt het zonder mij?',
    help: 'Alleen jij ziet dit. Het helpt om over te dragen, niet om te meten.',
    look: 'Kijk wat op jou rust',
    noCard: 'Je hebt hier zelf geen talentenkaart. Dan is dit alleen wat je bijhoudt.',
    holds: 'Zonder jou hangt het weefsel nog even goed samen.',
    lost: (n: number, share: string) =>
      n === 1
        ? `Zonder jou verliest één paar elkaar (${share}).`
        : `Zonder jou verliezen ${n} paren elkaar (${share}).`,
    together: (now: string, then: string) => `Samen hangt nu ${now}, zonder jou ${then}.`,
    alone: 'Zonder jou staan los:',
    rests: 'Dit houd alleen jij bij',
    kinds: {
      cards: 'talentenkaarten van mensen zonder account',
      introductions: 'kennismakingen onderweg',
      ties: 'verbindingen die alleen jij vertelde',
      conversations: 'buurtgesprekken die alleen jij leest',
      places: 'krachtbronnen waar jij voor zorgt',
    },
    nothing: 'Niets. Alles is met anderen gedeeld.',
    advice: 'Laat iemand anders meelopen, of deel je gesprekken met een collega.',
  },

  turnover: {
    says: (added: number, lost: number) =>
      lost === 0
        ? `${added === 1 ? 'verbinding kwam' : 'verbindingen kwamen'} erbij in een jaar`
        : `erbij in een jaar, ${lost} voorbij`,
    name: 'Gebleven in een jaar',
  },

  takeNetwork: {
    heading: 'Neem het weefsel mee',
    help: 'Zonder mensen. Voor Gephi, Kumu of een rekenblad.',
    merged: 'Mensen als groep erbij: per buurt en talent, vanaf vijf',
  },

  reminders: {
    heading: 'Op tijd herinnerd',
    mail: 'Mail mij als er een stap voor die dag staat',
    noMail: 'Deze server verstuurt geen mail.',
    help: 'Namen staan er nooit in.',
    calendar: 'Zet je stappen in je agenda',
    calendarSince: (day: string) => `Je agenda volgt je week sinds ${day}.`,
    make: 'Maak een geheime link',
    again: 'Maak een nieuwe link',
    stop: 'Stop de link',
    once: 'Plak deze link in je agenda. Je ziet hem maar één keer.',
    link: 'Link voor je agenda',
    copy: 'Kopieer de link',
    copied: 'Gekopieerd.',
  },

  words: {
    heading: 'Woorden die bij elkaar horen',
    help: 'Zo vinden talenten en wensen elkaar, ook met een ander woord.',
    noNames: 'Zet er geen namen van mensen in.',
    link: 'Woorden die bij elkaar horen',
    search: 'Zoek een woord',
    term: 'Woord',
    concept: 'Telt als',
    conceptHint: 'Laat leeg als het woord op zich niets zegt, zoals hulp.',
    add: 'Voeg toe',
    added: (term: string) => `${term} telt nu mee.`,
    removed: (term: string) => `${term} is weg.`,
    remove: (term: string) => `Haal ${term} weg`,
    silent: 'Zeggen op zich niets',
    none: 'Dit woord kennen we nog niet. Voeg het toe.',
    missing: 'Vul een woord van minstens twee letters in.',
    notYours: 'Dit woord is van iemand anders. Vraag het de coördinator.',
  },

  talks: {
    heading: 'Buurtgesprekken',
    help: 'Van jou, en wat collega’s delen.',
    none: 'Nog geen gesprekken. Bel eens ergens aan.',
    notYours: 'Buurtgesprekken zijn voor buurtverbinders.',
    new: 'Nieuw buurtgesprek',
    cares: 'Na aan het hart',
    likes: 'Doet graag',
    shares: 'Kan delen',
    private: 'Alleen voor jou',
    ofColleague: 'Gedeeld door een collega',
    shared: 'Gedeeld met buurtverbinders',
    card: 'Bekijk de talentenkaart',
    makeCard: 'Talentenkaart maken',
    change: 'Wijzig',
    heldOn: 'Wanneer?',
    remove: 'Gooi weg',
    removeSure: 'Weet je het zeker? Dit kan niet terug.',
    keep: 'Laat staan',
    removed: 'Het gesprek is weg.',
    saved: 'Bewaard.',
    more: 'Toon oudere',
    walked: 'Waar liep je al?',
    walkedHelp: (day: string) => `Sinds ${day}: gesprekken tegen het aantal woningen.`,
    noFigures: 'Hoeveel mensen waar wonen, is hier nog niet bekend.',
    year: (year: number) => `Woningen: cijfers van ${year}.`,
    buurt: 'Buurt',
    talks: 'Gesprekken',
    dwellings: 'Woningen',
    onMap: 'Op de kaart: groen is waar je sprak, oranje waar nog niemand was.',
    area: 'Kies een gebied',
  },
};
