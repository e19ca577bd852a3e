/** The six kinds of assets. Apart from the schemas, so that the web's first load needs no zod. */
export const kinds = [
  'person',
  'association',
  'institution',
  'place',
  'exchange',
  'story',
] as const;
export type Kind = (typeof kinds)[number];
