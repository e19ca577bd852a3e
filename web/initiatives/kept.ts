/** Under which names is kept what somebody types of an initiative, until it is saved or cancelled. */
export const keptAs = {
  initiative: (id: string | undefined) => (id ? `initiative ${id}` : 'initiative'),
  /** Of a new activity the initiative that it is of. */
  activity: (id: string) => `activity ${id}`,
  completing: (entry: string) => `completing ${entry}`,
  evidence: (entry: string) => `evidence ${entry}`,
  paper: (wave: string) => `paper ${wave}`,
};
