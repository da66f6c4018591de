/** What a sweep answers, in plain words: each sentence with its interval, its design, and what it costs. */
import { firstOf } from '../../report/words-of.js';
import { isSameNumber } from '../statistics/is-same-number.js';
import type { SweepAnalysis } from './analyse-sweep.js';
import { type BestArms, bestArms, type KnownArm } from './best-arms.js';
import { crossingSentence, crossings } from './crossings.js';
import { factorLabel, levelText } from './factor-label.js';
import { digits, intervalText } from './format-number.js';
import { OUTCOMES } from './outcome-list.js';
import type { SweepResult } from './sweep.js';
import type { SweepValues } from './sweep-values.js';

/** Sentences; where any arm has the outcome, the last one says what the intervals are. */
export function conclusions(result: SweepResult, analysis: SweepAnalysis): readonly string[] {
  const { experiment } = result;
  const missing = incompleteSentence(result);
  if (missing !== null) return [missing];
  const groups = bestArms(result, analysis);
  if (groups.length === 0) return [nowhereKnown(result)];
  const isWhole = analysis.arms.every(({ outcomes }) => outcomes.has(experiment.outcome));
  const sentences = [
    ...groups.map((group) => sentence(group, result, isWhole)),
    ...missingSentences(result, analysis),
  ];
  const reached = crossings(experiment, analysis).map((found) => crossingSentence(experiment, found));
  return [...sentences, ...reached, howSentence(result)];
}

/** What the intervals are, and where arms are ranked, when one is told from the best. */
function howSentence({ experiment, precision, replicates }: SweepResult): string {
  if (replicates === 1) return 'One run an arm, which says nothing of chance: there are no intervals.';
  const { outcome, within } = experiment;
  const means = `Means of ${replicates} runs an arm${precision === null ? '' : ' (sequential: their number depended on the results)'} with 95 % intervals, pointwise`;
  if (OUTCOMES[outcome].better !== 'higher') return `${means}.`;
  const levels = within === undefined ? '' : `, within each value of ${factorLabel(experiment, within)}`;
  return `${means}; an arm is told from the best where their paired difference is significant at 5 % after Holm${levels}.`;
}

/** Of a part or an interrupted sweep: arms would be compared by how far they came. */
function incompleteSentence({ arms, values, replicates, interrupted, shard }: SweepResult): string | null {
  const isWhole = !interrupted && shard === null;
  const run = arms.reduce((sum, { index }) => sum + values.runs(index), 0);
  const all = arms.length * replicates;
  return isWhole || run >= all ? null : `None yet: ${run} of ${all} runs are there.`;
}

/** As a block of the report. */
export function conclusion(result: SweepResult, analysis: SweepAnalysis): string {
  return ['Conclusion', ...conclusions(result, analysis).map((text) => `  ${text}`)].join('\n');
}

function nowhereKnown({ experiment, arms, values }: SweepResult): string {
  const runs = arms.reduce((sum, { index }) => sum + values.runs(index), 0);
  const failed = arms.reduce((sum, { index }) => sum + failedRuns(values, index), 0);
  const why = failed === 0 ? '' : `: in ${failed === runs ? 'all' : `${failed} of`} ${runs} a batch failed`;
  return `${experiment.outcome} is not known in any run${why}.`;
}

/** Runs of an arm in which a batch failed or never ended. */
function failedRuns(values: SweepValues, arm: number): number {
  return values.known(arm, 'failed').filter((share) => share > 0).length;
}

/** A mean over the runs that have a value flatters an arm whose other runs failed. */
function missingSentences(
  { experiment: { outcome }, values }: SweepResult,
  { arms }: SweepAnalysis,
): readonly string[] {
  const known = arms.map(({ arm, runs, outcomes }, k) => ({
    arm,
    runs,
    n: outcomes.get(outcome)?.n ?? 0,
    failed: failedRuns(values, k),
  }));
  const none = known
    .filter(({ n, runs }) => n === 0 && runs > 0)
    .map(({ arm, runs, failed }) => `"${arm}"${failed === 0 ? '' : ` (of ${runs} runs ${failed} failed)`}`);
  const some = known
    .filter(({ n, runs }) => n > 0 && n < runs)
    .map(
      ({ arm, n, runs, failed }) =>
        `"${arm}" (${n} of ${runs} runs${failed === 0 ? '' : `; ${failed} failed`})`,
    );
  return [
    ...(none.length === 0 ? [] : [`${outcome} is not known in any run of ${none.join(', ')}.`]),
    ...(some.length === 0
      ? []
      : [
          `${outcome} is not known in every run of ${some.join(', ')}: its means are of the runs that have it.`,
        ]),
  ];
}

function sentence(
  { level, known, best, alike, apart, cheapest, behind }: BestArms,
  { experiment }: SweepResult,
  isWhole: boolean,
): string {
  const { outcome, within } = experiment;
  const { unit, better } = OUTCOMES[outcome];
  const where = within === undefined ? '' : `${levelText(experiment, within, level)}: `;
  const name = unit === outcome ? outcome : `${outcome} (${unit})`;
  const isTie =
    known.length > 1 && known.every(({ found }) => isSameNumber(found.estimate, best.found.estimate));
  if (isTie && apart.length === 0) {
    const which = better === 'higher' ? 'the cheapest' : 'one';
    return `${where}${name} is the same in all arms, ${which} of which is ${described(better === 'higher' ? cheapest : best)}.`;
  }
  if (better === null || better === 'lower') {
    const ordered = [...known].sort((a, b) => a.found.estimate - b.found.estimate);
    const [least = best] = ordered;
    const most = ordered.at(-1) ?? best;
    if (least === most) return `${where}${name} is ${described(best)}.`;
    return `${where}${name} goes from ${described(least)} to ${described(most)}.`;
  }
  const others =
    known.length - apart.length === 1
      ? ''
      : alike.length === 0
        ? ` Every other arm${isWhole && apart.length === 0 ? '' : ' with a known value'} is lower beyond chance.`
        : ` Not told from it: ${listed(alike)}.`;
  const cheap =
    behind === null || OUTCOMES.comparisons.unit === unit
      ? ''
      : ` The cheapest of them is ${described(cheapest)}; its paired difference from the best is ${intervalText(behind)}.`;
  const unpaired =
    apart.length === 0 ? '' : ` Not compared with it, as no two runs have a value in both: ${listed(apart)}.`;
  return `${where}${where === '' ? 'The' : 'the'} highest ${name} is ${described(best)}.${others}${unpaired}${cheap}`;
}

/** Mean, arm, both meanings of "comparisons per essay", design. */
function described({ summary, found }: KnownArm): string {
  const per = summary.outcomes.get('comparisons_over_items')?.estimate;
  const cost =
    per === undefined
      ? ''
      : `${digits(per)} comparisons per essay or anchor as total / n, ${digits(2 * per)} appearances of each${found.n < summary.runs ? ', over all its runs' : ''}; `;
  const design = per === 0 ? 'nothing was asked' : DESIGN_WORDS[summary.ssrDesign];
  return `${intervalText(found)} in "${summary.arm}" (${cost}${design})`;
}

const DESIGN_WORDS = {
  fixed: 'fixed design',
  adaptive: 'adaptive design',
  mixed: 'mixed design',
  none: 'no scores',
} as const;

const MOST_NAMED = 4;

function listed(arms: readonly KnownArm[]): string {
  return firstOf(
    arms.map(({ summary }) => `"${summary.arm}"`),
    MOST_NAMED,
  );
}
