/** Where the policy's finish guard refuses: what a step answers that would end a batch, null where it may end. */
import { isTerminal } from '../cj/words.js';
import type { BatchStateRow } from './batch-rows.js';
import type { StepContext, StepResult } from './step.js';

/** A batch that has ended, under a policy that ends none again. */
export function isLeftAlone({ policy }: StepContext, { row }: BatchStateRow): boolean {
  return (
    isTerminal(row.state) &&
    policy.finishGuard({ counters: null, isTerminal: true, forced: false }) === 'left_alone'
  );
}

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
