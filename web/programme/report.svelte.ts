import type { Evidence } from '../../api/contracts/cimo.ts';
import type { Coverage } from '../../api/contracts/coverage.ts';
import type { Activity, Initiative } from '../../api/contracts/initiatives.ts';
import type { PreventiveCounts } from '../../api/contracts/learning.ts';
import type { Network } from '../../api/contracts/network.ts';
import type { LearningSummary, Programme, QuoteList } from '../../api/contracts/programme.ts';
import { daysOf, quartersBetween, quartersOf } from '../../api/contracts/quarters.ts';
import type { Snapshot, Wave } from '../../api/contracts/waves.ts';
import { api, ApiProblem } from '../api.ts';
import { everyPage } from '../ui/every-page.ts';
import { today } from '../ui/today.ts';
import type { View } from '../url.ts';

export type ClosedWave = Wave & { closedAt: string; snapshot: Snapshot };
type Quote = QuoteList['items'][number];

interface Common {
  /** A year or a quarter. */
  period: string;
  from: string;
  until: string;
  evidence: Evidence;
  waves: ClosedWave[];
}
export interface OfArea extends Common {
  /** NL, or a CBS code. */
  code: string;
  name: string | null;
  programme: Programme;
  learned: LearningSummary;
  quotes: Quote[];
  /** Where the report is of a quarter, and the visitor chooses its quotes. */
  choosesIn: string | null;
  moments: PreventiveCounts | null;
  network: Network | null;
  coverage: Coverage | null;
}
export interface OfInitiative extends Common {
  initiative: Initiative;
  activities: Activity[];
}

/** A report of an area, the programme or an initiative over a year or a quarter, as far as the visitor may see it. */
export class Report {
  area = $state.raw<OfArea | null>(null);
  initiative = $state.raw<OfInitiative | null>(null);
  state = $state<'loading' | 'ready' | 'missing' | 'failed'>('loading');

  async read({ screen, area, initiative, period: asked }: View): Promise<void> {
    this.state = 'loading';
    const period = asked ?? today().slice(0, 4);
    const { from, until } = quartersOf(period);
    const days = { from: daysOf(from).from, until: daysOf(until).until };
    try {
      if (screen === 'initiativeReport')
        this.initiative = await readInitiative(initiative!, period, days);
      else this.area = await readArea(area ?? 'NL', period, days);
      this.state = 'ready';
    } catch (error) {
      const isHidden = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
      this.state = isHidden ? 'missing' : 'failed';
    }
  }
}

type Days = { from: string; until: string };

async function readArea(code: string, period: string, days: Days): Promise<OfArea> {
  const quarters = quartersOf(period);
  const place = code === 'NL' ? {} : { neighbourhood: code };
  const isOne = quarters.from === quarters.until;
  const [programme, learned, evidence, waves, chosen, moments, area, network, coverage] =
    await Promise.all([
      api.programme({ area: code, ...quarters, forOthers: 'true' }),
      api.learned({ area: code, ...quarters }),
      api.evidence({ by: 'gemeente', shared: 'true', ...place, ...days }),
      closedWaves(place, days),
      Promise.all(
        quartersBetween(quarters.from, quarters.until).map((quarter) => api.quotes(code, quarter)),
      ),
      // Of a quarter there are too few to tell them by what they were.
      isOne ? null : api.moments(code, period).catch(() => null),
      code === 'NL' ? null : api.area(code),
      code === 'NL' ? null : api.network(code, { persons: 'false' }).catch(() => null),
      code === 'NL' ? null : api.coverage(code, {}).catch(() => null),
    ]);
  return {
    ...{ code, period, ...days, programme, learned, evidence, waves, moments, network, coverage },
    name: area?.name ?? null,
    quotes: chosen.flatMap(({ items }) => items),
    choosesIn: isOne && chosen[0]!.chooses ? quarters.from : null,
  };
}

async function readInitiative(id: string, period: string, days: Days): Promise<OfInitiative> {
  const [initiative, activities, lessons] = await Promise.all([
    api.initiative(id),
    everyPage((cursor) => api.activities(id, { limit: '100', ...cursor })),
    api.evidence({ by: 'initiative', shared: 'true', initiative: id, ...days }),
  ]);
  const waves = await closedWaves({ neighbourhood: initiative.gemeente.code }, days);
  return {
    ...{ initiative, period, ...days, evidence: lessons },
    activities: activities.filter(({ heldOn }) => heldOn >= days.from && heldOn <= days.until),
    waves: waves.filter((wave) => wave.initiative?.id === id),
  };
}

/** The waves that were closed in these days, each with what was frozen. */
async function closedWaves(place: { neighbourhood?: string }, days: Days): Promise<ClosedWave[]> {
  const waves = await everyPage((cursor) => api.waves({ ...place, limit: '100', ...cursor }));
  const closed = waves.flatMap((wave) => {
    const on = wave.closedAt?.slice(0, 10);
    // What stands on paper goes from hand to hand.
    const isForPaper = ['municipality', 'everyone'].includes(wave.visibleTo);
    return isForPaper && on && on >= days.from && on <= days.until
      ? [wave as Wave & { closedAt: string }]
      : [];
  });
  return Promise.all(
    closed.map(async (wave) => ({ ...wave, snapshot: await api.snapshot(wave.id) })),
  );
}
