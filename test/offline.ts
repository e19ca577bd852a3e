import { offlineHouse } from './e2e/offline-house.ts';

/** `npm run offline-test -- 100`: adds made without a signal, the tab killed at every step of sending. */
const count = Number(process.argv[2] ?? 100);
const { kept, kills, lost, doubled } = await offlineHouse(count);
console.log(`${kept} kept offline, ${kills} kills, ${lost} lost, ${doubled} doubled`);
process.exit(lost + doubled === 0 ? 0 : 1);
