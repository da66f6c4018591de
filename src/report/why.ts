/** Why a continuation decided as it did, in words: the first rule that matched, with its numbers. */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
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
export function endCauses(record: DecisionRecord): readonly string[] {
  return [
    record.stability_passed ? 'scores are stable' : '',
    record.budget_exhausted ? 'budget spent' : '',
    record.callbacks_reached_cap && !record.budget_exhausted ? 'answers reached the total budget' : '',
    record.small_net_cap_reached ? 'small net resampled enough' : '',
    record.nothing_left ? 'nothing left to ask' : '',
    record.completion?.is_complete ? 'completion threshold reached' : '',
  ].filter((cause) => cause !== '');
}

/** The paragraph of one decision. */
export function explainDecision(record: DecisionRecord): string {
  return [budgetSentence(record), scoreSentence(record), coverageSentence(record), verdictSentence(record)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function budgetSentence(record: DecisionRecord): string {
  const { callbacks_received, submitted, failed, max_pairs_cap, pairs_remaining, budget_source } = record;
  const errors =
    failed > 0 ? ` (${counted(failed, 'error')}, success rate ${percent(record.success_rate)})` : '';
  const words = budget_source === 'runner_override' ? 'a hard external budget' : 'chosen by CJ';
  const source = budget_source === null ? '' : `, ${words}: ${budget_source}`;
  return `${callbacks_received} of ${submitted} answers are in${errors}. The cap is ${max_pairs_cap}${source}, so ${counted(pairs_remaining, 'comparison')} may still be asked.`;
}

function scoreSentence(record: DecisionRecord): string {
  if (record.fit_failed)
    return 'The scores could not be fitted, which never counts as stable under the current policy.';
  if (record.max_score_change === null) return 'There are no earlier scores to compare with.';
  const change = `The largest change of a score is ${decimal(record.max_score_change, 3)} logits`;
  return record.stability_passed ? `${change}: stable.` : `${change}: not stable.`;
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
