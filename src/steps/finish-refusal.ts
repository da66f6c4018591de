/** What a step that ends a batch answers where the policy's finish guard refuses; null where the batch may end. */
import { isTerminal } from '../cj/words.js';
import type { BatchStateRow } from './batch-rows.js';
import type { StepContext, StepResult } from './step.js';

/** `forced`: pending callbacks do not count. */
export function finishRefusal(
  { policy }: StepContext,
  { row }: BatchStateRow,
  forced: boolean,
): StepResult | null {
  const counters = {
    submitted: row.submitted_comparisons,
    completed: row.completed_comparisons,
    failed: row.failed_comparisons,
  };
  if (policy.finishGuard({ counters, isTerminal: isTerminal(row.state), forced }) === 'finish') return null;
  const pending = counters.submitted - counters.completed - counters.failed;
  return { event: { type: 'finish.refused' }, facts: [{ fact: 'finish.refused', pending }] };
}
