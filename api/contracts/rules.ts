/** Of which field each rule of the database speaks; of the others it is plain from where they stand. */
const FIELDS: Record<string, string> = {
  'a person never has a point on the map': 'geometry',
  'a place is a point or an area': 'geometry',
  'an area does not cross itself': 'geometry',
  'everything but a person has a place on the map': 'geometry',
  'this place lies outside every known buurt': 'geometry',
  'a talent belongs to a buurt that is on the map': 'buurt',
  'a talent is put in a buurt at most ten times in thirty days': 'buurt',
  'a talent is seen by connectors only': 'visibility',
  'a talent needs consent': 'consent',
  'a talent stays a talent, and nothing else becomes one': 'kind',
  'gifts and wishes belong to a person': 'gifts',
  'a title has a letter or a digit': 'title',
  'a talent has no photo': 'file',
  'there are five photos already': 'file',
};

/** A broken rule as a fault of the input, where it is of one field. */
export const faultsOf = (rule: string): { at: string; says: string }[] | undefined => {
  const at = FIELDS[rule];
  return at === undefined ? undefined : [{ at, says: rule }];
};
