/**
 * What has to be said beside an SSR: whether pairs or length depended on results, and what the reliability really is: the
 * true correlation squared where truth is known, else a parametric bootstrap.
 */
import { type CorrectedSsr, correctedSsr } from '../fit/adaptive-correction.js';
import { correctionWords } from '../fit/correction-words.js';
import { PAIRING_NAMES, type PairingName } from '../fit/simulate-waves.js';
import type { ArmSummary, SweepAnalysis } from './analyse-sweep.js';
import type { OutcomeName } from './outcome-list.js';
import type { SweepResult } from './sweep.js';
import type { PreparedArm } from './sweep-cells.js';

export function ssrLines(
  { arms }: SweepResult,
  { arms: summaries }: SweepAnalysis,
  outcomes: readonly OutcomeName[],
): readonly string[] {
  if (!outcomes.includes('ssr')) return [];
  const inflated = summaries.flatMap((summary, k) => {
    const arm = arms[k];
    const isInflated = summary.ssrDesign === 'adaptive' || summary.ssrDesign === 'mixed';
    return isInflated && arm !== undefined ? [{ summary, arm }] : [];
  });
  if (inflated.length === 0) {
    return ['SSR: the pairs of every arm were chosen without regard to results (design: fixed).'];
  }
  const names = inflated.map(({ summary }) => `"${summary.arm}"`).join(', ');
  const unknown = inflated.filter(({ summary }) => !summary.outcomes.has('true_r2'));
  return [
    `! SSR is inflated where pairs or length depended on results (design: adaptive): ${names}. ` +
      'Read true_r2, the true correlation squared, instead.',
    ...unknown.map(({ summary, arm }) => correctedLine(summary, arm)),
  ];
}

function correctedLine(summary: ArmSummary, arm: PreparedArm): string {
  const found = correctionOf(summary, arm);
  return found === null
    ? `  "${summary.arm}": the truth is not known, and there is no SSR to correct.`
    : `  "${summary.arm}": the truth is not known; ${correctionWords(found)}`;
}

function correctionOf(
  { outcomes }: ArmSummary,
  { scenario: { scenario } }: PreparedArm,
): CorrectedSsr | null {
  const ssr = outcomes.get('ssr')?.estimate;
  const over = outcomes.get('comparisons_over_items')?.estimate;
  const comparisons = outcomes.get('comparisons')?.estimate;
  if (ssr === undefined || over === undefined || comparisons === undefined || over === 0) return null;
  const named = scenario.settings?.PAIR_MATCHING_STRATEGY ?? 'optimal_graph';
  const strategy: PairingName = PAIRING_NAMES.find((name) => name === named) ?? 'optimal_graph';
  return correctedSsr({ ssr, items: Math.round(comparisons / over), comparisons, strategy });
}
