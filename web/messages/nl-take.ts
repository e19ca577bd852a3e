/** Taking along what is seen: as a file, on paper, on another site. */
export const nlTake = {
  take: {
    heading: 'Meenemen',
    files: 'Wat je nu ziet, zonder talentenkaarten.',
    csv: 'Als tabel (CSV)',
    geojson: 'Als kaartlaag (GeoJSON)',
    print: 'Op papier',
    printNow: 'Afdrukken',
    leftOut: (n: number) =>
      `Nog ${n} meer passen hier niet bij. Kies een buurt of een soort, dan wel.`,
    asOf: (day: string) => `Zoals het er op ${day} stond.`,
    embed: 'Op je eigen website',
    embedHelp: 'Plak deze regel in je pagina. Je bezoekers zien wat voor iedereen is.',
    copy: 'Kopieer',
    copied: 'Gekopieerd.',
    whole: 'Bekijk in Buurtweefsel',
  },
};
