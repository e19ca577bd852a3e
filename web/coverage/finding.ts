import type { Coverage, CoverageCells } from '../../api/contracts/coverage.ts';
import { messages } from '../messages/current.svelte.ts';
import type { Messages } from '../messages/nl.ts';
import type { CoverageLook } from './address.ts';
import { shareOf } from './classes.ts';
import { minutesOf, whoIs } from './words.ts';

/** Less is no difference worth a sentence. */
const WORTH_SAYING = 0.05;

const kindOf = ({ kinds }: Coverage, look: CoverageLook) =>
  kinds.find(({ kind }) => kind === look.kind);

/** The finding in one sentence: what share of the people reach it, or how many do not. */
export function findingOf(
  own: Coverage,
  gaps: CoverageCells | null,
  look: CoverageLook,
  t: Messages,
): string {
  const words = t.coverage;
  const minutes = minutesOf(look.within, look.audience);
  const one = words.a[look.kind];
  if (look.shows === 'complete') {
    if (own.shareWithAtLeastFour === null) return words.heading;
    const { who, isOne } = whoIs(own.shareWithAtLeastFour, t);
    return words.findingComplete(who, isOne);
  }
  const reached = kindOf(own, look);
  if (look.shows === 'gaps' && gaps && own.population.inhabitants !== null) {
    const unreached = own.population.inhabitants - (reached?.residentsReached ?? 0);
    return words.gapsFinding(messages.number(unreached, 0), minutes, one);
  }
  if (reached?.reachShare === null || reached === undefined) return words.heading;
  const { who, isOne } = whoIs(reached.reachShare, t);
  return words.finding(who, isOne, minutes, one);
}

/** The numbers behind it; where it is lowest, and how well anybody looked there. */
export function leadOf(own: Coverage, areas: Coverage[], look: CoverageLook, t: Messages): string {
  const words = t.coverage;
  const share = shareOf(own, look);
  if (share === null) return '';
  const reached = kindOf(own, look);
  const said =
    look.shows === 'complete'
      ? [words.leadComplete(messages.percent(share))]
      : [
          words.lead(
            messages.number(reached?.residentsReached ?? null, 0),
            messages.number(own.population.inhabitants, 0),
            messages.percent(share),
            messages.metres(look.within),
          ),
          words.onMap(reached?.assets ?? 0, t.kinds[look.kind].more),
        ];
  const told = areas.filter((area) => area.code !== own.code && shareOf(area, look) !== null);
  const least = Math.min(...told.map((area) => shareOf(area, look)!));
  const lowest = told.filter((area) => shareOf(area, look)! <= least + 0.005);
  if (lowest.length === 0 || least > share - WORTH_SAYING) return said.join(' ');
  if (lowest.length > 1) said.push(words.lowerMany(lowest.length, messages.percent(least)));
  else {
    const [{ name, code, effort }] = lowest as [Coverage];
    said.push(
      words.lower(name ?? code, messages.percent(least)),
      effort.conversations === null
        ? words.unsureFew
        : words.unsure(messages.number(effort.conversations, 0)),
    );
  }
  return said.join(' ');
}
