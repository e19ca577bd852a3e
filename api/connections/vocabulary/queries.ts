import type { NewTerm, VocabularyTerm } from '../../contracts/vocabulary.ts';
import type { Transaction } from '../../db/port.ts';
import { notAllowed } from '../../http/problem.ts';

export const listTerms = (tx: Transaction): Promise<VocabularyTerm[]> =>
  tx.query<VocabularyTerm>(
    `select term, concept, added, mine from private.vocabulary()
     order by concept nulls last, added desc, term`,
  );

/** Adds a word, or gives it another meaning where it was the visitor's own. Throws Problem 403 for somebody else's. */
export async function addTerm(tx: Transaction, { term, concept }: NewTerm): Promise<void> {
  await tx.run('delete from public.vocabulary_terms where term = private.folded($1)', [term]);
  const written = await tx.run(
    `insert into public.vocabulary_terms (term, concept)
     values (private.folded($1), private.folded($2)) on conflict do nothing`,
    [term, concept],
  );
  if (written === 0) throw notAllowed();
}

export async function removeTerm(tx: Transaction, term: string): Promise<void> {
  const written = await tx.run(
    'delete from public.vocabulary_terms where term = private.folded($1)',
    [term],
  );
  if (written === 0) throw notAllowed();
}
