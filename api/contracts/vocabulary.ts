import { z } from 'zod';
import { plainText } from './common.ts';

const word = plainText(60, 2);

/** A word, and what it counts as: words of one concept meet each other. */
export const vocabularyTerm = z.object({
  term: z.string(),
  /** Null: the word says nothing by itself. */
  concept: z.string().nullable(),
  /** Somebody added it; the others came with the product. */
  added: z.boolean(),
  mine: z.boolean(),
});
export type VocabularyTerm = z.infer<typeof vocabularyTerm>;
export const vocabularyList = z.object({ items: z.array(vocabularyTerm) });

/** Capitals and accents make no difference. */
export const newTerm = z.strictObject({ term: word, concept: word.nullable() });
export type NewTerm = z.infer<typeof newTerm>;

/** In the body, never in the address: what people offer is nobody's to log. */
export const termOf = z.strictObject({ term: word });
