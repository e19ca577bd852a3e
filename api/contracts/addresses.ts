import { z } from 'zod';

/** In a body and not in the address bar: what people type may name somebody. */
export const addressQuestion = z.strictObject({
  text: z
    .string()
    .trim()
    .min(3, 'has at least 3 characters')
    .max(100, 'has at most 100 characters'),
});

export const addressSuggestions = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kind: z.enum(['address', 'street', 'town', 'postcode']),
    }),
  ),
});
export type AddressSuggestion = z.infer<typeof addressSuggestions>['items'][number];

export const addressChoice = z.strictObject({
  id: z.string().regex(/^[a-z]{3}-[0-9a-f]{1,64}$/i, 'is not the id of a suggestion'),
});

/** Degrees; of a street or a town somewhere in its middle. */
export const addressPlace = z.object({ label: z.string(), lon: z.number(), lat: z.number() });
export type AddressPlace = z.infer<typeof addressPlace>;
