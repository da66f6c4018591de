/**
 * What has to be said beside an SSR: whether pairs or length depended on results, and what the reliability really is: the
 * true correlation squared where truth is known, else a parametric bootstrap.
 */
import { correctionWords } from '../fit/correction-words.js';
import type { SweepAnalysis } from './analyse-sweep.js';
import { correctedArms } from './corrected-arms.js';
import type { OutcomeName } from './outcome-list.js';
import type { SweepResult } from './sweep.js';

export function ssrLines(
  result: SweepResult,
  { arms }: SweepAnalysis,
  outcomes: readonly OutcomeName[],
): readonly string[] {
  if (!outcomes.includes('ssr')) return [];
  const inflated = arms.filter(({ ssrDesign }) => ssrDesign === 'adaptive' || ssrDesign === 'mixed');
  if (inflated.length === 0) {
    return ['SSR: the pairs of every arm were chosen without regard to results (design: fixed).'];
  }
  const corrected = correctedArms(result);
  const names = inflated.map(({ arm }) => `"${arm}"`).join(', ');
  return [
    `! SSR is inflated where pairs or length depended on results (design: adaptive): ${names}. ` +
      (corrected.size === inflated.length
        ? 'Do not read it as a reliability.'
        : 'Read true_r2, the true correlation squared, instead.'),
    ...[...corrected].map(([arm, found]) =>
      found === null
        ? `  "${arm}": the truth is not known, and there is no SSR to correct.`
        : `  "${arm}": the truth is not known; ${correctionWords(found)}`,
    ),
  ];
}
