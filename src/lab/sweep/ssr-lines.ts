/**
 * What has to be said beside an SSR: whether pairs or length depended on results, and what the reliability really is: the
 * true correlation squared where truth is known, else a parametric bootstrap.
 */
import { firstOf } from '../../report/words-of.js';
import { correctionVerdict, correctionWords } from '../fit/correction-words.js';
import type { Interval } from '../statistics/interval.js';
import { meanInterval } from '../statistics/mean-interval.js';
import type { SweepAnalysis } from './analyse-sweep.js';
import { correctedArms } from './corrected-arms.js';
import { intervalText } from './format-number.js';
import type { OutcomeName } from './outcome-list.js';
import { mayBeInflated } from './ssr-design.js';
import type { SweepResult } from './sweep.js';

const MOST_NAMED = 8;

export function ssrLines(
  result: SweepResult,
  { arms }: SweepAnalysis,
  outcomes: readonly OutcomeName[],
): readonly string[] {
  if (!outcomes.includes('ssr')) return [];
  const isAdaptive = arms.map(({ ssrDesign }) => mayBeInflated(ssrDesign));
  if (!isAdaptive.includes(true)) {
    return ['SSR: the pairs of every arm were chosen without regard to results (design: fixed).'];
  }
  const gaps = arms.flatMap(({ arm }, k) => {
    const gap = isAdaptive[k] ? result.values.known(k, 'ssr_gap') : [];
    return gap.length === 0 ? [] : [{ arm, gap: meanInterval(gap) }];
  });
  return [
    ...gapLines(gaps),
    ...[...correctedArms(result)].map(([arm, found]) =>
      found === null
        ? `  "${arm}": ${noCorrection(arms, arm)}.`
        : `! "${arm}" (design: adaptive): the truth is not known; SSR ${correctionWords(found)} SSR ${correctionVerdict(found)}.`,
    ),
  ];
}

/** A batch that failed has no SSR, nor has a net too one-sided for `btm`, whether its truth is known or not. */
function noCorrection(arms: SweepAnalysis['arms'], name: string): string {
  const hasSsr = arms.some(({ arm, outcomes }) => arm === name && outcomes.has('ssr'));
  return hasSsr ? 'the truth is not known, and SSR cannot be corrected' : 'no run has an SSR';
}

interface ArmGap {
  readonly arm: string;
  /** SSR minus the true correlation squared, in the same runs. */
  readonly gap: Interval;
}

function gapLines(gaps: readonly ArmGap[]): readonly string[] {
  if (gaps.length === 0) return [];
  const above = gaps.filter(({ gap }) => gap.estimate > 0);
  if (above.length === 0) {
    return [
      'SSR lies above true_r2, the true correlation squared, in no arm whose pairs or length depended on results ' +
        '(design: adaptive); true_r2 is the one to read.',
    ];
  }
  const named = above.map(({ arm, gap }) => `"${arm}" by ${intervalText(gap)}`);
  const others = gaps.length - above.length;
  return [
    `! SSR lies above true_r2, the true correlation squared, where pairs or length depended on results (design: adaptive): ${firstOf(named, MOST_NAMED)}. Read true_r2 instead` +
      `${others === 0 ? '' : `; in the ${others === 1 ? 'other adaptive arm' : `other ${others} adaptive arms`} it does not`}.`,
  ];
}
