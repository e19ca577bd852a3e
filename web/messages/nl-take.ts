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
      `Nog ${n} ${n === 1 ? 'past' : 'passen'} hier niet bij. Kies een buurt of een soort, dan wel.`,
    asOf: (day: string) => `Zoals het er op ${day} stond.`,
    embed: 'Op je eigen website',
    embedHelp: 'Plak deze regel in je pagina. Je bezoekers zien wat voor iedereen is.',
    copy: 'Kopieer',
    copied: 'Gekopieerd.',
    /** Names the frame for who hears the page around it. */
    frame: (name: string) => `${name} in Buurtweefsel`,
    copyYourself: 'Kopiëren lukt hier niet vanzelf. De regel is gekozen: kopieer hem zelf.',
    more: (n: number) => `In Buurtweefsel ${n === 1 ? 'staat' : 'staan'} er nog ${n}.`,
    whole: 'Bekijk in Buurtweefsel',
  },
};
