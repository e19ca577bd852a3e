import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Coverage } from '../../api/contracts/coverage.ts';
import type { Network } from '../../api/contracts/network.ts';
import type { Snapshot } from '../../api/contracts/waves.ts';
import { openHouse, waveOf, type House } from './visit.ts';

let house: House;
beforeAll(async () => (house = await openHouse()));
afterAll(() => house.close());

// The bug: both held no network and no coverage, under words that promise them.
test('the closed waves of the example hold network and coverage, each of the day it says', async () => {
  const now = new Date().toISOString().slice(0, 10);
  for (const title of ['0-meting (voorbeeld)', '1-meting (voorbeeld)']) {
    const address = await waveOf(house, title);
    const id = address.split('/').at(-1)!;
    const answer = await fetch(`${house.server.url}/api/v1/waves/${id}/snapshot`);
    const { area, asOf, network, coverage } = (await answer.json()) as Snapshot;
    expect(network).toMatchObject({ code: area, asOf, withPersons: false });
    expect((network as Network).ties).toBeGreaterThan(0);
    const told = coverage as Coverage;
    expect(told).toMatchObject({ code: area, tooFew: false });
    expect(told.completeness).toBeGreaterThan(0);
    expect(told.asOf > asOf && told.asOf <= now).toBe(true);
    const page = await house.visit(address);
    const beside = page.getByText('Dat laatste is van een andere dag: ');
    await beside.waitFor();
    expect(await beside.innerText()).toMatch(/^Weefsel: .+ op loopafstand\. Dat laatste is van /);
  }
});
