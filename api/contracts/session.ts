import { z } from 'zod';
import { areaCode, plainText } from './common.ts';

export const role = z.enum(['resident', 'connector', 'municipality', 'coordinator', 'researcher']);
export type Role = z.infer<typeof role>;

export const codeRequest = z.strictObject({
  email: z
    .email('is not an e-mail address')
    .max(254)
    .transform((text) => text.toLowerCase()),
});
export const codeAnswer = z.strictObject({
  email: codeRequest.shape.email,
  code: z.string().regex(/^\d{6}$/, 'has six digits'),
});
export const demoRequest = z.strictObject({ role });

/** How residents reach a connector; shown to everyone. */
export const connectorCard = z.strictObject({
  name: plainText(80, 1),
  reach: plainText(200, 1),
});
export type ConnectorCard = z.infer<typeof connectorCard>;

/** Of the screens; which there are is for the web to know. */
const language = z.string().regex(/^[a-z]{2}$/, 'is a code of two letters');

/** Who is signed in; `account` null is nobody. */
export const session = z.object({
  account: z
    .object({
      id: z.uuid(),
      name: z.string().nullable(),
      language,
      roles: z.array(
        z.object({ role, area: z.string(), areaName: z.string().nullable(), trusted: z.boolean() }),
      ),
      card: connectorCard.nullable(),
    })
    .nullable(),
  /** Example accounts can be used: POST /session/demo. */
  demo: z.boolean(),
});
export type Session = z.infer<typeof session>;

export const accountChange = z
  .strictObject({
    name: plainText(80, 1).nullable(),
    language,
    /** The wijk or buurt where you live. */
    home: areaCode,
    /** Of a connector; null takes it away. */
    card: connectorCard.nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
