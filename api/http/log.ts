import type { Config } from '../config.ts';
import type { Services } from './environment.ts';

const order = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** One line an entry, as JSON, from the level on. Says nothing about who asked for what. */
export const logTo =
  (output: NodeJS.WritableStream, level: Config['LOG_LEVEL']): Services['log'] =>
  (entry, line) => {
    if (order.indexOf(entry) < order.indexOf(level)) return;
    output.write(`${JSON.stringify({ time: new Date().toISOString(), level: entry, line })}\n`);
  };
