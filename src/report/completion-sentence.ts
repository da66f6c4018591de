/** The completion rule of `service-2025-11-16` in words, whose denominator a wave's size overwrites: 16 of 10 is 160 %. */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import { percent } from './words-of.js';

export function completionSentence(record: DecisionRecord): string {
  const { completion } = record;
  if (completion === undefined || completion.completion_rate === null) return '';
  const { completion_rate, completion_threshold, is_complete, enforce_full_budget } = completion;
  const enough =
    completion_threshold === null
      ? 'and the batch has ended already, which counts as complete'
      : `${is_complete ? 'complete' : 'not complete'} by the threshold of ${percent(completion_threshold)}`;
  const spent = enforce_full_budget ? ' A runner override is spent to the end in any case.' : '';
  return `That is ${percent(completion_rate)} of the last wave's size, ${enough}.${spent}${emptyWaveSentence(record)}`;
}

/** There the counter of submissions is overwritten, but the planner counts rows: its cap alone ends the asking. */
function emptyWaveSentence({
  waves_requested,
  mode,
  max_pairs_cap,
  max_possible_pairs,
}: DecisionRecord): string {
  if (waves_requested.length === 0 || mode !== null) return '';
  const why =
    max_pairs_cap < max_possible_pairs
      ? `the pairs asked so far fill the cap of ${max_pairs_cap}, whatever the counter says`
      : 'every pair has been asked';
  return ` But no wave can go out: ${why}.`;
}
