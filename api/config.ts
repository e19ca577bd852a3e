import { z } from 'zod';
import { StartError } from './db/port.ts';

const url = z.url('is not a URL');
const flag = z.enum(['0', '1'], 'is 0 or 1');

const environment = z
  .object({
    PORT: z.coerce
      .number('is a port number')
      .int()
      .min(0)
      .max(65535, 'is a port number')
      .default(8787),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('./data'),
    PUBLIC_URL: url.optional(),
    DEMO: flag.optional(),
    SESSION_SECRET: z.string().min(32, 'has at least 32 characters').optional(),
    SMTP_URL: url.optional(),
    BASEMAP_STYLE_URL: url.default(
      'https://api.pdok.nl/kadaster/brt-achtergrondkaart/ogc/v1/styles/standaard__webmercatorquad?f=mapbox',
    ),
    CBS_AREAS_URL: url.default('https://api.pdok.nl/cbs/wijken-en-buurten-2024/ogc/v1'),
    LOCATIESERVER_URL: url.default('https://api.pdok.nl/bzk/locatieserver/search/v3_1'),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'is debug, info, warn, error or silent')
      .default('info'),
    DATABASE_URL: url.optional(),
    DATABASE_READ_URL: url.optional(),
    SUPABASE_URL: url.optional(),
    SUPABASE_PUBLISHABLE_KEY: z.string().min(1).optional(),
    SUPABASE_SECRET_KEY: z.string().min(1).optional(),
  })
  .superRefine((env, context) => {
    const needs = (name: keyof typeof env, other: keyof typeof env) => {
      if (env[name] && !env[other])
        context.addIssue({ code: 'custom', path: [name], message: `needs ${other} beside it` });
    };
    needs('DATABASE_READ_URL', 'DATABASE_URL');
    needs('SUPABASE_URL', 'DATABASE_URL');
    needs('SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY');
    needs('SUPABASE_URL', 'SUPABASE_SECRET_KEY');
  });

export type Config = z.infer<typeof environment>;

/**
 * Reads the environment, once. An empty variable counts as absent.
 * Throws StartError with every fault in one sentence; values are never repeated, they may be secret.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new StartError(`The environment is not right: ${faults.join('; ')}.`);
}
