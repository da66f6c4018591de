/** Why a continuation decided as it did, in words: the first rule that matched, with its numbers. */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Settings } from '../cj/settings.js';
import { counted, decimal, percent } from './words-of.js';

/** A few words for a table. */
export function shortReason(record: DecisionRecord): string {
  if (record.should_fail) return `success rate ${percent(record.success_rate)} at a cap`;
  if (record.mode !== null) return `${MODE_WORDS[record.mode]}`;
  return (
    endCauses(record).join(', ') || (record.decision === 'NO_OP' ? 'nothing to do' : 'nothing can be asked')
  );
}

const MODE_WORDS = {
  coverage: 'new pairs are left',
  resampling: 'every pair is answered',
  retry: 'failed pairs wait',
} as const;

/** The causes of an end that held, in the order in which they are asked. */
function endCauses(record: DecisionRecord): readonly string[] {
  const { completion } = record;
  // The oldest policy knows neither stability nor a total budget.
  if (completion) {
    return [
      completion.is_complete ? 'completion threshold reached' : '',
      record.budget_exhausted ? 'budget spent' : '',
    ].filter((cause) => cause !== '');
  }
  return [
    record.stability_passed ? 'scores are stable' : '',
    record.budget_exhausted ? 'budget spent' : '',
    record.callbacks_reached_cap && !record.budget_exhausted ? 'answers reached the total budget' : '',
    record.small_net_cap_reached ? 'small net resampled enough' : '',
    record.nothing_left ? 'nothing left to ask' : '',
  ].filter((cause) => cause !== '');
}

/** The thresholds that a decision was measured against. */
export type Thresholds = Pick<
  Settings,
  'SCORE_STABILITY_THRESHOLD' | 'MIN_COMPARISONS_FOR_STABILITY_CHECK' | 'MIN_SUCCESS_RATE_THRESHOLD'
>;

/** The paragraph of one decision; what it has in common with the one before is not said again. */
export function explainDecision(
  record: DecisionRecord,
  thresholds: Thresholds,
  before: DecisionRecord | null = null,
): string {
  const others = othersSentence(record, thresholds);
  return [
    answersSentence(record),
    budgetSentence(record, before),
    completionSentence(record),
    scoreSentence(record, thresholds),
    coverageSentence(record),
    verdictSentence(record),
    before !== null && others === othersSentence(before, thresholds) ? '' : others,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function answersSentence(record: DecisionRecord): string {
  const { callbacks_received, submitted, failed } = record;
  const errors =
    failed > 0 ? ` (${counted(failed, 'error')}, success rate ${percent(record.success_rate)})` : '';
  return `${callbacks_received} of ${submitted} answers are in${errors}.`;
}

function budgetSentence(record: DecisionRecord, before: DecisionRecord | null): string {
  const { max_pairs_cap: cap, pairs_remaining, budget_source } = record;
  const left = `${counted(pairs_remaining, 'comparison')} may still be asked`;
  if (before?.max_pairs_cap === cap && before.budget_source === budget_source)
    return pairs_remaining > 0
      ? `${pairs_remaining} of the cap of ${cap} may still be asked.`
      : `The cap of ${cap} is spent.`;
  const words = budget_source === 'runner_override' ? 'a hard external budget' : 'chosen by CJ';
  const source = budget_source === null ? '' : `, ${words}: ${budget_source}`;
  return `The cap is ${cap}${source}, so ${left}.`;
}

/** The rule of `service-2025-11-16`, whose denominator a wave's size overwrites: 16 of 10 is 160 %. */
function completionSentence({ completion }: DecisionRecord): string {
  if (completion === undefined || completion.completion_rate === null) return '';
  const { completion_rate, completion_threshold, is_complete, enforce_full_budget } = completion;
  const enough =
    completion_threshold === null
      ? 'and the batch has ended already, which counts as complete'
      : `${is_complete ? 'complete' : 'not complete'} by the threshold of ${percent(completion_threshold)}`;
  const spent = enforce_full_budget ? ' A runner override is spent to the end in any case.' : '';
  return `That is ${percent(completion_rate)} of the last wave's size, ${enough}.${spent}`;
}

function scoreSentence(record: DecisionRecord, thresholds: Thresholds): string {
  if (record.completion) return '';
  if (record.fit_failed)
    return 'The scores could not be fitted, which never counts as stable under the current policy.';
  if (record.max_score_change === null) return 'There are no earlier scores to compare with.';
  const change = `The largest change of a score is ${decimal(record.max_score_change, 3)} logits`;
  return record.stability_passed
    ? `${change}: stable.`
    : `${change}: not stable, because ${whyUnstable(record, thresholds)}.`;
}

/** The first condition of stability that does not hold. */
function whyUnstable(record: DecisionRecord, thresholds: Thresholds): string {
  const {
    SCORE_STABILITY_THRESHOLD: limit,
    MIN_COMPARISONS_FOR_STABILITY_CHECK: least,
    MIN_SUCCESS_RATE_THRESHOLD: rate,
  } = thresholds;
  if ((record.max_score_change ?? 0) > limit) return `that is more than ${limit}`;
  if (record.callbacks_received < least) return `fewer than ${least} answers are in`;
  if (rate !== null && record.success_rate !== null && record.success_rate < rate)
    return `fewer than ${percent(rate)} of the answers are usable`;
  return 'the wave brought no usable answer';
}

function coverageSentence(record: DecisionRecord): string {
  const {
    successful_pairs_count: answered,
    max_possible_pairs: possible,
    given_up_pairs_count: lost,
  } = record;
  const given = lost > 0 ? `, ${lost} given up` : '';
  const waiting = record.waiting_retry_count > 0 ? `, ${record.waiting_retry_count} waiting for a retry` : '';
  const passes =
    record.resampling_pass_count > 0
      ? ` ${counted(record.resampling_pass_count, 'resampling pass', 'resampling passes')} done.`
      : '';
  return `${answered} of ${possible} possible pairs are answered${given}${waiting}.${passes}`;
}

function verdictSentence(record: DecisionRecord): string {
  if (record.mode !== null)
    return `Decision: ${record.decision}, a ${record.mode} wave, because ${shortReason(record)}.`;
  const causes = shortReason(record);
  const next =
    record.decision === 'REQUEST_MORE_COMPARISONS'
      ? ' More is wanted, but no pair can be asked: the batch stays where it is.'
      : '';
  return `Decision: ${record.decision}, because ${causes}.${next}`;
}

/** Why the rules that are asked before the one that matched did not match. */
function othersSentence(record: DecisionRecord, thresholds: Thresholds): string {
  if (record.completion || record.should_fail) return '';
  const rate = thresholds.MIN_SUCCESS_RATE_THRESHOLD;
  const isLow = record.zero_successes || record.below_success_threshold;
  const notFailed = isLow
    ? 'few answers are usable, but no cap is reached'
    : `enough answers are usable${rate === null ? '' : ` (at least ${percent(rate)})`}`;
  if (record.should_finalize) return `It does not fail: ${notFailed}.`;
  return record.mode === null
    ? ''
    : `It neither fails nor ends: ${notFailed}, the scores are not stable, and neither the cap nor the total budget is used up.`;
}
