/** Why a continuation decided as it did, in words: the first rule that matched, with its numbers. */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Settings } from '../cj/settings.js';
import type { PairMode } from '../cj/words.js';
import { completionSentence } from './completion-sentence.js';
import { counted, decimalBeside, percent, percentBeside } from './words-of.js';

/** A few words for a table. */
export function shortReason(record: DecisionRecord): string {
  if (record.mode !== null && !record.should_fail) return MODE_WORDS[record.mode](record);
  const causes = record.should_fail ? capCauses(record) : endCauses(record);
  const failure = record.should_fail ? [`success rate ${percent(record.success_rate)}`] : [];
  return (
    [...failure, ...causes.map((cause) => CAUSE_WORDS[cause][0])].join(', ') ||
    (record.decision === 'NO_OP' ? 'nothing to do' : 'nothing can be asked')
  );
}

const MODE_WORDS: Readonly<Record<PairMode, (record: DecisionRecord) => string>> = {
  coverage: () => 'new pairs are left',
  resampling: (record) => `every pair is ${closedWord(record)}`,
  retry: () => 'failed pairs wait',
};

/** What makes an end: a few words for a table, and a clause after "because". */
const CAUSE_WORDS = {
  threshold: ['completion threshold reached', () => 'the completion threshold is reached'],
  stable: ['scores are stable', () => 'the scores are stable'],
  budget: ['budget spent', () => 'the budget is spent'],
  answers: ['answers reached the total budget', () => 'the answers have reached the total budget'],
  pairs: [
    'as many answers as pairs',
    ({ max_possible_pairs: pairs }) =>
      `these rules want no more answers than the net has pairs, which is ${pairs}`,
  ],
  smallNet: [
    'small net resampled enough',
    ({ small_net_resampling_cap: cap }) =>
      `a small net has at most ${counted(cap, 'resampling pass', 'resampling passes')}`,
  ],
  nothing: ['nothing left to ask', nothingLeftClause],
} as const satisfies Readonly<Record<string, readonly [string, (record: DecisionRecord) => string]>>;

type EndCause = keyof typeof CAUSE_WORDS;

/** The causes of an end that held, in the order in which they are asked. */
function endCauses(record: DecisionRecord): readonly EndCause[] {
  const { completion } = record;
  const held: Readonly<Partial<Record<EndCause, boolean>>> =
    // The oldest policy knows neither stability nor a total budget.
    completion
      ? { threshold: completion.is_complete, budget: record.budget_exhausted }
      : {
          stable: record.stability_passed,
          budget: record.budget_exhausted,
          answers: record.callbacks_reached_cap && !record.budget_exhausted && !isPairLimited(record),
          pairs: record.callbacks_reached_cap && isPairLimited(record),
          smallNet: record.small_net_cap_reached,
          nothing: record.nothing_left,
        };
  return (Object.keys(CAUSE_WORDS) as EndCause[]).filter((cause) => held[cause]);
}

/** Those of a failure: a low success rate fails at a cap, which stable scores are not. */
function capCauses(record: DecisionRecord): readonly EndCause[] {
  return endCauses(record).filter((cause) => cause !== 'stable');
}

/** The denominator is the number of pairs, as in `service-2025-11-27`, and not the total budget. */
function isPairLimited({ total_budget, max_possible_pairs, max_pairs_cap }: DecisionRecord): boolean {
  return total_budget === max_possible_pairs && total_budget < max_pairs_cap;
}

/** What keeps a batch with budget left from asking anything. */
function nothingLeftClause(record: DecisionRecord): string {
  if (record.batching_mode === 'provider_batch_api')
    return 'nothing is left to ask: provider_batch_api has one wave and no other';
  const isSpent = record.coverage_complete && record.resampling_pass_count >= passesAllowed(record);
  return isSpent
    ? `nothing is left to ask: every pair is ${closedWord(record)}, and no further resampling pass is allowed`
    : 'nothing is left to ask';
}

function closedWord({ given_up_pairs_count }: DecisionRecord): string {
  return given_up_pairs_count > 0 ? 'answered or given up' : 'answered';
}

function passesAllowed(record: DecisionRecord): number {
  return record.is_small_net ? record.small_net_resampling_cap : record.regular_batch_resampling_cap;
}

/** The thresholds that a decision was measured against. */
export type Thresholds = Pick<
  Settings,
  | 'SCORE_STABILITY_THRESHOLD'
  | 'MIN_COMPARISONS_FOR_STABILITY_CHECK'
  | 'MIN_SUCCESS_RATE_THRESHOLD'
  | 'FAILED_COMPARISON_RETRY_THRESHOLD'
>;

/** The paragraph of one decision; what it has in common with the one before (null: it is the first) is not said again. */
export function explainDecision(
  record: DecisionRecord,
  thresholds: Thresholds,
  before: DecisionRecord | null,
): string {
  const others = othersSentence(record, thresholds);
  return [
    answersSentence(record, thresholds),
    budgetSentence(record, before),
    completionSentence(record),
    scoreSentence(record, thresholds),
    coverageSentence(record),
    verdictSentence(record, thresholds),
    before !== null && others === othersSentence(before, thresholds) ? '' : others,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function answersSentence(record: DecisionRecord, thresholds: Thresholds): string {
  const { callbacks_received, submitted, failed } = record;
  const rate = percentBeside(record.success_rate, thresholds.MIN_SUCCESS_RATE_THRESHOLD);
  const errors = failed > 0 ? ` (${counted(failed, 'error')}, success rate ${rate})` : '';
  return `${callbacks_received} of ${submitted} answers are in${errors}.`;
}

function budgetSentence(record: DecisionRecord, before: DecisionRecord | null): string {
  const { max_pairs_cap: cap, pairs_remaining: left, budget_source } = record;
  const isUnused = isLast(record) && left > 0;
  if (before?.max_pairs_cap === cap && before.budget_source === budget_source) {
    if (left <= 0) return `The cap of ${cap} is spent.`;
    return `${left} of the cap of ${cap} ${isUnused ? `${left === 1 ? 'stays' : 'stay'} unused` : 'may still be asked'}.`;
  }
  const words = budget_source === 'runner_override' ? 'a hard external budget' : 'chosen by CJ';
  const source = budget_source === null ? '' : `, ${words}: ${budget_source}`;
  const use = isUnused
    ? `of which ${counted(left, 'comparison stays', 'comparisons stay')} unused`
    : `so ${counted(left, 'comparison')} may still be asked`;
  return `The cap is ${cap}${source}, ${use}.`;
}

/** Of `service-2025-11-16` no decision is: it asks on after an end, and its overwritten totals tell nothing of what is left. */
function isLast({ decision, completion }: DecisionRecord): boolean {
  return completion === undefined && (decision === 'FINALIZE_SCORING' || decision === 'FINALIZE_FAILURE');
}

function scoreSentence(record: DecisionRecord, thresholds: Thresholds): string {
  if (record.completion) return '';
  const { max_score_change: moved, fit_failed, stability_passed } = record;
  const { SCORE_STABILITY_THRESHOLD: limit } = thresholds;
  if (fit_failed)
    return stability_passed
      ? 'The scores could not be fitted, which these rules take for no change: stable.'
      : 'The scores could not be fitted: not stable.';
  if (moved === null) return 'There are no earlier scores to compare with.';
  const change = `The largest change of a score is ${decimalBeside(moved, limit, 3)} logits`;
  return stability_passed
    ? `${change}: stable, because that is at most ${limit}.`
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
      ? ` ${counted(record.resampling_pass_count, 'resampling pass', 'resampling passes')} of at most ${passesAllowed(record)} done.`
      : '';
  return `${answered} of ${possible} possible pairs are answered${given}${waiting}.${passes}`;
}

function verdictSentence(record: DecisionRecord, thresholds: Thresholds): string {
  if (record.mode !== null)
    return `Decision: ${record.decision}, a ${record.mode} wave, because ${record.mode === 'retry' ? retryClause(record, thresholds) : shortReason(record)}.`;
  const causes = record.should_fail ? failureClause(record, thresholds) : endClause(record);
  return record.decision === 'REQUEST_MORE_COMPARISONS'
    ? `Decision: ${record.decision}, but no pair can be asked: the batch stays where it is.`
    : `Decision: ${record.decision}, because ${causes}.`;
}

/** A retry goes before new pairs when enough failed ones wait, and after them in any case. */
function retryClause({ waiting_retry_count: waiting }: DecisionRecord, thresholds: Thresholds): string {
  const { FAILED_COMPARISON_RETRY_THRESHOLD: enough } = thresholds;
  return waiting >= enough
    ? `from ${counted(enough, 'failed pair')} on a retry comes before new pairs`
    : `${counted(waiting, 'failed pair')} ${waiting === 1 ? 'waits' : 'wait'} and no new pair can be asked`;
}

function failureClause(record: DecisionRecord, thresholds: Thresholds): string {
  const { MIN_SUCCESS_RATE_THRESHOLD: least } = thresholds;
  const cap = capCauses(record)
    .map((cause) => CAUSE_WORDS[cause][1](record))
    .join(' and ');
  const rate = record.zero_successes
    ? 'no answer is usable'
    : `the success rate of ${percentBeside(record.success_rate, least)} is below ${percent(least)}`;
  return `${rate}, and ${cap}`;
}

function endClause(record: DecisionRecord): string {
  const clauses = endCauses(record).map((cause) => CAUSE_WORDS[cause][1](record));
  return (
    clauses.join(' and ') || (record.decision === 'NO_OP' ? 'there is nothing to do' : 'nothing can be asked')
  );
}

/** Why the rules that are asked before the one that matched did not match. */
function othersSentence(record: DecisionRecord, thresholds: Thresholds): string {
  if (record.completion || record.should_fail) return '';
  const rate = thresholds.MIN_SUCCESS_RATE_THRESHOLD;
  const isLow = record.zero_successes || record.below_success_threshold;
  const notFailed = isLow
    ? `few answers are usable, but ${record.should_finalize ? 'these rules fail no batch for that' : 'no cap is reached'}`
    : `enough answers are usable${rate === null ? '' : ` (at least ${percent(rate)})`}`;
  if (record.should_finalize) return `It does not fail: ${notFailed}.`;
  return record.mode === null
    ? ''
    : `It neither fails nor ends: ${notFailed}, the scores are not stable, and neither the cap nor the total budget is used up.`;
}
