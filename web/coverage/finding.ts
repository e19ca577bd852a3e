import type { Coverage, CoverageCells } from '../../api/contracts/coverage.ts';
import { messages } from '../messages/current.svelte.ts';
import type { Messages } from '../messages/nl.ts';
import type { CoverageLook } from './address.ts';
import { shareOf } from './classes.ts';
import { minutesOf, shareInWords } from './words.ts';

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
  if (look.shows === 'complete')
    return own.shareWithAtLeastFour === null
      ? words.heading
      : words.findingComplete(shareInWords(own.shareWithAtLeastFour, t));
  const reached = own.kinds.find(({ kind }) => kind === look.kind);
  if (look.shows === 'gaps' && gaps && own.population.inhabitants !== null) {
    const unreached = own.population.inhabitants - (reached?.residentsReached ?? 0);
    return words.gapsFinding(messages.number(unreached, 0), minutes, one);
  }
  return reached?.reachShare === null || reached === undefined
    ? words.heading
    : words.finding(shareInWords(reached.reachShare, t), minutes, one);
}

/** The number behind it; where it is lowest, and how well anybody looked there. */
export function leadOf(own: Coverage, areas: Coverage[], look: CoverageLook, t: Messages): string {
  const words = t.coverage;
  const share = shareOf(own, look);
  if (share === null) return '';
  const said = [
    look.shows === 'complete'
      ? words.leadComplete(messages.percent(share))
      : words.lead(messages.percent(share), messages.metres(look.within), words.a[look.kind]),
  ];
  const lowest = areas
    .filter((area) => area.code !== own.code && shareOf(area, look) !== null)
    .sort((a, b) => shareOf(a, look)! - shareOf(b, look)!)[0];
  if (lowest && shareOf(lowest, look)! < share) {
    const { conversations } = lowest.effort;
    said.push(
      words.lower(lowest.name ?? lowest.code, messages.percent(shareOf(lowest, look))),
      conversations === null ? words.unsureFew : words.unsure(messages.number(conversations, 0)),
    );
  }
  return said.join(' ');
}
