/** Which rule ended a batch. */
import type { DecisionRecord } from '../../cj/continuation/decision-record.js';

export type StopReason = 'stable' | 'budget' | 'other' | 'failed';

/**
 * A batch whose budget is used up ends by the budget even if its scores happen to be stable then: the rule saved
 * nothing.
 */
export function stopReason(state: string, last: DecisionRecord | null): StopReason {
  if (state !== 'COMPLETED') return 'failed';
  if (last === null) return 'other';
  if (last.budget_exhausted || last.callbacks_reached_cap) return 'budget';
  return last.stability_passed ? 'stable' : 'other';
}
