/** What Buurtweefsel is, what it promises, and help. Short sentences: at most twenty words. */
export const nlAbout = {
  reading: { label: 'Meer over Buurtweefsel' },

  about: {
    heading: 'Over Buurtweefsel',
    short: 'Over',
    lead: 'Elke buurt heeft al veel. Hier zie je het bij elkaar.',
    parts: [
      {
        heading: 'Wat er al is',
        lines: ['Clubs, plekken, spullen om te delen, verhalen. En mensen die iets kunnen.'],
      },
      {
        heading: 'Samen gemaakt',
        lines: [
          'Iedereen mag iets op de kaart zetten.',
          'Een buurtverbinder kijkt het na, of je bevestigt het zelf.',
        ],
      },
      {
        heading: 'Mensen nooit op de kaart',
        lines: [
          'Een talentenkaart hoort bij een buurt, nooit bij een adres.',
          'Alleen de buurtverbinders van die buurt zien hem.',
          'Anderen zien alleen aantallen, vanaf vijf.',
        ],
      },
    ],
    sources:
      'De grenzen van wijken en buurten zijn van het CBS en het Kadaster. Wie de achtergrondkaart maakt, lees je op de kaart.',
  },

  privacy: {
    heading: 'Privacy',
    short: 'Privacy',
    lead: 'Jij kiest wat je deelt, en met wie.',
    sees: 'Wie ziet wat?',
    what: 'Wat',
    who: 'Wie ziet het',
    rows: {
      shared: {
        what: 'Wat je op de kaart zet',
        who: 'Wie jij kiest: iedereen, de wijk of verbinders',
      },
      contact: {
        what: 'Contact dat je erbij zet',
        who: 'Wie jij kiest, en de buurtverbinders van het gebied',
      },
      talent: { what: 'Je talentenkaart', who: 'Jij, en de buurtverbinders van je gebied' },
      counts: { what: 'Hoeveel buren een talent delen', who: 'Iedereen, vanaf vijf buren' },
      account: {
        what: 'Je e-mail om in te loggen',
        who: 'Jij, en geen andere gebruikers',
      },
    },
    parts: [
      {
        heading: 'Mensen staan nooit op de kaart',
        lines: [
          'Bij een talentenkaart bewaren we alleen je buurt, nooit je adres.',
          'De buurtverbinder ziet je kaart alleen zolang je toestemming geldt.',
        ],
      },
      {
        heading: 'Je toestemming',
        lines: [
          'Je toestemming geldt twaalf maanden. Je kunt hem altijd intrekken.',
          'Dan ziet de buurtverbinder je kaart meteen niet meer. Na een maand wissen we hem.',
          'Dat je toestemming gaf, en wanneer, blijft bewaard als bewijs.',
        ],
      },
      {
        heading: 'Je rechten',
        lines: [
          'Bij “Wat van mij is” zie je wat je deelde.',
          'Je haalt er je gegevens op. Je kunt er ook je account wissen.',
          'Plekken die je toevoegde blijven dan voor de buurt, zonder je naam.',
          'Foto’s die je toevoegde gaan met je mee.',
        ],
      },
      {
        heading: 'Vragenlijsten en citaten',
        lines: [
          'Een vragenlijst vul je in zonder account. Niemand ziet wie wat antwoordde.',
          'Wat je in eigen woorden schrijft, lezen alleen onderzoekers en coördinatoren.',
          'Met jouw code haal je je antwoorden weg. Wij bewaren de code niet.',
          'Wat je zei, bewaren we alleen als citaat als jij dat goedvindt.',
        ],
      },
      {
        heading: 'Samen leren',
        lines: [
          'Wat je gaat doen en hoe je jezelf ziet, lees alleen jij.',
          'Een gedachte deel je met niemand, met de groep of met wie meeleert. Nooit met je naam.',
          'Dat iemand op tijd hulp kreeg, tellen we alleen. We weten niet wie het was.',
        ],
      },
    ],
    toMine: 'Naar wat van mij is',
    more: 'Meer weten',
    questions: [
      {
        question: 'Hoe werkt inloggen?',
        lines: [
          'Je krijgt een code van zes cijfers in je e-mail. Hij werkt tien minuten.',
          'Een wachtwoord is er niet.',
          'Eén cookie onthoudt dat je bent ingelogd, dertig dagen lang. Scripts kunnen hem niet lezen.',
          'We volgen je niet, en er zijn geen advertenties.',
        ],
      },
      {
        question: 'Wat bewaren jullie nog meer?',
        lines: [
          'Van een plek bewaren we eerdere versies. Wie hem mag wijzigen, kan die terughalen.',
          'Ook bewaren we wie een plek bevestigde. Andere buren zien dat niet.',
          'Meld je dat er iets niet klopt? Dat blijft staan voor de buurtverbinder.',
          'Vraag je een code? Dan tellen we een dag lang hoe vaak dat gebeurt vanaf jouw adres op internet. We bewaren dat adres onleesbaar.',
        ],
      },
      {
        question: 'Wat gebeurt er als ik een adres zoek?',
        lines: [
          'Onze server vraagt het aan de adressenlijst van de overheid.',
          'Die ziet wat je typt, maar niet wie je bent. Wij bewaren het niet.',
        ],
      },
      {
        question: 'Wie kijkt er naar de cijfers?',
        lines: [
          'In een openbaar logboek staat welke cijfers zijn bekeken, en vanuit welke rol.',
          'Er staat nooit bij wie het was.',
        ],
      },
      {
        question: 'Wat gebeurt er met foto’s?',
        lines: [
          'Waar en wanneer je een foto maakte, halen we eraf.',
          'Staan er mensen op? Vraag het ze eerst.',
        ],
      },
      {
        question: 'Wat blijft er op mijn apparaat?',
        lines: [
          'Wat je bekijkt, blijft op je apparaat tot je uitlogt. Zo werkt het ook zonder internet.',
          'Stukken van de achtergrondkaart blijven langer, ook als je uitlogt.',
          'Wat nog verstuurd moet worden, blijft tot het weg is.',
          'Je taal en je kleuren blijven ook bewaard.',
        ],
      },
    ],
    map: {
      question: 'Wie levert de achtergrondkaart?',
      from: (host: string) => `De achtergrondkaart komt van ${host}.`,
      lines: [
        'Die dienst ziet het IP-adres van je apparaat.',
        'Hij ziet ook welk stuk van de kaart je opvraagt.',
        'Die dienst kan stukken van de kaart bij een andere dienst laten ophalen.',
      ],
    },
    where: {
      question: 'Waarvoor gebruiken jullie mijn locatie?',
      lines: [
        'Alleen als je op “Waar ben ik?” of “Waar ik nu ben” tikt.',
        'Dan zoeken we je wijk, of zetten we daar de plek die jij toevoegt.',
        'Voor je wijk sturen we je plek op honderd meter nauwkeurig. We bewaren hem niet.',
      ],
    },
    responsible: {
      question: 'Wie is verantwoordelijk?',
      lines: [
        'De organisatie die deze kaart beheert. Vraag je buurtverbinder welke dat is.',
        'Een talentenkaart bewaren we omdat jij daar toestemming voor gaf.',
        'Kom je er samen niet uit? Dan kun je een klacht indienen bij de Autoriteit Persoonsgegevens.',
      ],
    },
  },

  accessibility: {
    heading: 'Toegankelijkheid',
    short: 'Toegankelijkheid',
    lead: 'Iedereen moet hier mee kunnen doen.',
    status: 'Voldoet gedeeltelijk',
    statusText:
      'Dit is ons eigen oordeel. Voor een officiële status is eerst een onafhankelijk onderzoek nodig.',
    parts: [
      {
        heading: 'Wat we willen',
        lines: ['We werken volgens WCAG 2.2, niveau AA, en de norm EN 301 549.'],
      },
      {
        heading: 'Hoe we testen',
        lines: [
          'Het programma axe controleert elk scherm zoals het opent: licht en donker, klein en groot.',
          'We testen ook de belangrijkste taken met alleen een toetsenbord.',
        ],
      },
    ],
    limits: 'Wat nog niet goed gaat',
    limitList: [
      'De kaart zelf is beeld. In de lijst staat hetzelfde, in woorden.',
      'Buren schrijven de teksten. Die zijn niet altijd makkelijk, of in jouw taal.',
      'Niet elke foto heeft een beschrijving. Wie hem toevoegt, schrijft die erbij.',
    ],
    barrier: 'Lukt er iets niet?',
    barrierLines: [
      'Vertel het je buurtverbinder, of de organisatie die deze kaart beheert.',
      'Zeg wat je wilde doen, en waar het misging.',
    ],
  },

  help: {
    heading: 'Hulp',
    short: 'Hulp',
    steps: {
      look: { heading: 'Kijk wat er is', line: 'Kies je wijk op de kaart.' },
      add: { heading: 'Zet er iets bij', line: 'Een plek, een club of een verhaal.' },
      meet: { heading: 'Kom in contact', line: 'De buurtverbinder stelt jullie voor.' },
    },
    ask: 'Wat wil je weten?',
    questions: [
      {
        question: 'Hoe zet ik iets op de kaart?',
        lines: [
          'Tik op “Zet op de kaart”. Kies wat het is, waar het is en hoe het heet.',
          'Foto’s en openingstijden mogen later.',
        ],
      },
      {
        question: 'Moet ik inloggen?',
        lines: [
          'Nee. Kijken kan altijd, en iets voorstellen ook.',
          'Voor een talentenkaart, foto’s en contactgegevens log je wel in.',
        ],
      },
      {
        question: 'Hoe log ik in?',
        lines: [
          'Vul je e-mailadres in. Je krijgt een code van zes cijfers.',
          'De code werkt tien minuten. Zie je hem niet? Kijk bij je ongewenste e-mail.',
        ],
      },
      {
        question: 'Wat is een talentenkaart?',
        lines: [
          'Daarop staat wat je kunt, weet of graag doet.',
          'Je buurtverbinder ziet hem, en stelt je voor aan buren. Pas als jij ja zegt.',
        ],
      },
      {
        question: 'Er klopt iets niet. Wat nu?',
        lines: ['Tik op de plek op “Er klopt iets niet”. De buurtverbinder kijkt ernaar.'],
      },
      {
        question: 'Hoe ver is het lopen?',
        lines: [
          'Dat schatten we. Een weg is meestal iets langer dan de rechte lijn: 1,3 keer.',
          'Per minuut rekenen we 80 meter.',
        ],
      },
      {
        question: 'Werkt het zonder internet?',
        lines: [
          'Ja. Je ziet wat je eerder bekeek.',
          'Wat je toevoegt, gaat vanzelf mee zodra er verbinding is.',
        ],
      },
      {
        question: 'Hoe haal ik weg wat ik deelde?',
        lines: [
          'Open het bij “Wat van mij is”. Een talentenkaart haal je zelf weg.',
          'Een plek berg je op. Dan is hij van de kaart af.',
        ],
      },
    ],
    person: 'Kom je er niet uit? Vraag het de buurtverbinder in je wijk. Die denkt graag mee.',
  },
};
