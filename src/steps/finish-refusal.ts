/** Where the policy's finish guard refuses: what a step answers that would end a batch, null where it may end. */
import { isTerminal } from '../cj/words.js';
import type { BatchStateRow } from './batch-rows.js';
import type { StepContext, StepResult } from './step.js';

/** What a batch has heard at its end. */
const HEARD: Readonly<Record<string, 'batch.completed' | 'batch.failed'>> = {
  COMPLETED: 'batch.completed',
  FAILED: 'batch.failed',
};

/**
 * The answer for a batch that has ended, under a policy that ends none again; null for any other. The code before may
 * have asked to go on with it, and other code is deployed since.
 */
export function leftAlone({ policy }: StepContext, { row }: BatchStateRow): StepResult | null {
  const isLeft =
    isTerminal(row.state) &&
    policy.finishGuard({ counters: null, isTerminal: true, forced: false }) === 'left_alone';
  return isLeft ? { event: { type: HEARD[row.state] ?? 'batch.leftAlone' } } : null;
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
