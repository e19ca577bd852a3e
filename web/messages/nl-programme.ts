/** What the programme does and brings about, in figures and on paper. */
export const nlProgramme = {
  programme: {
    heading: 'Het programma in cijfers',
    help: 'Wat er gebeurde, per kwartaal. Tik op een getal en zie waar het uit bestaat.',
    notYours: 'Dit is voor verbinders, coördinatoren en onderzoekers.',
    all: 'Het hele programma',
    now: 'Nu:',
    connectorsNow: (n: number) => (n === 1 ? '1 verbinder' : `${n} verbinders`),
    initiativesNow: (n: number) => (n === 1 ? '1 initiatief' : `${n} initiatieven`),
    introduced: (n: number) =>
      n === 0
        ? 'Er zijn dit jaar nog geen kennismakingen bedacht.'
        : n === 1
          ? 'Er is dit jaar 1 kennismaking bedacht.'
          : `Er zijn dit jaar ${n} kennismakingen bedacht.`,
    tied: (n: number) =>
      n === 0
        ? 'Er kwam dit jaar nog geen verbinding uit een kennismaking.'
        : n === 1
          ? 'Er kwam dit jaar 1 verbinding uit een kennismaking, van nu of van eerder.'
          : `Er kwamen dit jaar ${n} verbindingen uit kennismakingen, van nu of van eerder.`,
    effort: (people: number, share: string, gini: string) =>
      `De drukste tiende van minstens ${people} mensen deed ongeveer ${share} van het werk. Scheefheid (Gini) ongeveer ${gini}, van 0 tot 1.`,
    nothing: 'Er is in deze kwartalen nog niets opgeschreven.',
    nothingNow: 'In dit kwartaal is er niets van opgeschreven.',
    quarter: (nth: string, year: string) => `Kwartaal ${nth} van ${year}`,
    short: (nth: string, year: string) => `K${nth} ${year}`,
    measures: {
      conversations: 'Buurtgesprekken',
      introductions: 'Kennismakingen bedacht',
      met: 'Kennismakingen geweest',
      ties: 'Verbindingen daaruit',
      assets: 'Nieuwe krachtbronnen',
      activities: 'Activiteiten',
      attended: 'Bezoeken aan activiteiten',
      works: 'Leerregels: het werkt',
      chafes: 'Leerregels: het schuurt',
      examples: 'Praktijkvoorbeelden',
    },
    what: 'Wat',
    few: 'te weinig',
    fewHelp:
      'Een + betekent: zoveel of meer. Gesprekken en kennismakingen ziet alleen de coördinator precies. Anderen zien wat collega’s deden, in vijftallen, van kwartalen die voorbij zijn. Te weinig: minder dan vijf, of het kwartaal loopt nog.',
    look: 'Bekijk het zelf',
    lookAtOwn: 'Bekijk wat je zelf opschreef',
    lookAtNetwork: 'Bekijk het weefsel',
    ofPeople: 'Wie het waren en wat er gezegd is, blijft bij wie het opschreef.',
    factors: 'Wat werkt en waar het schuurt',
    factorsHelp: 'Leerregels per factor. Tik op een factor en lees ze.',
    areas: 'Hoe het er nu voor staat',
    areasHelp: 'Zonder mensen, zoals iedereen het ziet.',
    stage: 'Weefsel',
    reach: 'Op loopafstand',
    waves: 'Meetrondes',
    connectors: 'Verbinders',
    initiatives: 'Initiatieven',
    reports: 'Verslagen',
    quarterReport: 'Van dit kwartaal',
    yearReport: (year: string) => `Van ${year}`,
  },

  reporting: {
    year: (year: string) => `Jaarverslag ${year}`,
    of: (quarter: string) => `Verslag van ${quarter}`,
    madeOn: (day: string) => `Gemaakt op ${day} met wat er toen was opgeschreven.`,
    days: (from: string, until: string) => `${from} tot en met ${until}`,
    running: 'Deze periode loopt nog: de cijfers zijn tot vandaag.',
    missing: 'Dit verslag is er niet, of niet voor jou.',
    learned: 'Wat we samen leerden',
    meetings: (n: number) => (n === 1 ? '1 leerbijeenkomst' : `${n} leerbijeenkomsten`),
    cameTo: 'Wie er kwamen',
    examples: (n: number) => (n === 1 ? '1 praktijkvoorbeeld' : `${n} praktijkvoorbeelden`),
    reflections: (n: number) => (n === 1 ? '1 gedachte gedeeld' : `${n} gedachten gedeeld`),
    intentions: (n: number) => `Minstens ${n} mensen namen iets mee om te doen`,
    without: (n: number) =>
      n === 1
        ? 'Eén leerregel heeft nog geen verklaring.'
        : `${n} leerregels hebben nog geen verklaring.`,
    lookedBack: (n: number, done: number) =>
      `Minstens ${n} keken terug${done > 0 ? `, van wie het bij minstens ${done} lukte` : ''}`,
    quotes: 'In hun eigen woorden',
    chooseQuotes: 'Kies citaten voor dit verslag',
    chooseHelp: 'Alleen citaten met toestemming staan hier.',
    chosen: 'Opgeslagen',
    save: 'Sla op',
    done: 'Wat er gebeurde',
    prevention: 'Er op tijd bij',
    moments: (n: number) =>
      n === 0
        ? 'Minder dan vijf keer werd geteld dat een signaal op tijd gezien is.'
        : `Minstens ${n} keer werd een signaal op tijd gezien en kwam er hulp.`,
    works: 'Waardoor het werkt, en waar het schuurt',
    noLessons: 'Er zijn in deze periode geen leerregels gedeeld.',
    counts: (works: number, chafes: number) =>
      [works > 0 && `${works} keer werkt het`, chafes > 0 && `${chafes} keer schuurt het`]
        .filter(Boolean)
        .join(', '),
    measured: 'Gemeten',
    noWaves: 'In deze periode is geen meetronde gesloten.',
    wave: (title: string, day: string) => `${title}, gesloten op ${day}`,
    score: (name: string, score: string) => `${name}: ${score}`,
    answered: (n: number) => `${n} antwoorden`,
    areaNow: 'Hoe het gebied er nu voor staat',
    network: (stage: string, nodes: number, ties: number) =>
      `Weefsel: ${stage}. ${nodes === 1 ? '1 krachtbron' : `${nodes} krachtbronnen`} en ${
        ties === 1 ? '1 verbinding' : `${ties} verbindingen`
      }, zonder mensen.`,
    coverage: (share: string) => `Van de zes soorten is gemiddeld ${share} op loopafstand.`,
    method: 'Hoe dit verslag gemaakt is',
    methods: {
      counts: 'Aantallen komen uit wat verbinders en initiatieven zelf opschreven.',
      few: 'Gesprekken en kennismakingen staan er in vijftallen, naar beneden afgerond. Onder de vijf staat er niets, en van een kwartaal dat loopt ook niet. Van een gemeente is het de som van de wijken. Wie dit verslag maakte, telt zelf niet mee. Een + betekent: zoveel of meer.',
      fewCame: 'Kwamen er één tot vier mensen, dan staat er geen aantal.',
      prevention: 'Momenten zijn afgerond op vijf naar beneden. Van wie ze waren, weten we niet.',
      lessons: 'Leerregels zijn waarnemingen van wie erbij was, geen steekproef.',
      waves:
        'Alleen meetrondes die de gemeente mag zien. Onder dertig paren staat er alleen een richting. Onder de vijf niets. Soms blijven paren weg, zodat niemand te herkennen is.',
      cause: 'Wat samen gebeurt, hoeft niet door elkaar te komen.',
    },
    response: 'Wie antwoordde, en wie niet',
    responseHelp: 'Staat er geen deel bij, dan weten we niet aan hoeveel mensen het gevraagd is.',
    limits: 'Wat dit verslag niet zegt',
    limit: {
      silent: 'Wie niets opschreef, telt niet mee. Weinig cijfers is dus niet: weinig gebeurd.',
      compare: 'Vergelijk wijken niet met elkaar: er wordt niet overal evenveel opgeschreven.',
    },
    initiative: 'Buurtinitiatief',
    held: (n: number, came: number) =>
      `${n === 1 ? '1 activiteit' : `${n} activiteiten`}, samen ${came === 1 ? '1 bezoek' : `${came} bezoeken`}.`,
    few: 'Hoeveel mensen er kwamen, is niet geteld.',
    means: 'Waar het van leeft',
    make: 'Maak een jaarverslag',
  },
};
