/**
 * The completion rule and the decision flow of `service-2025-11-16` (06; vectors `policy_2025_11_16`).
 * Totals are overwritten by each wave there, so that the remaining pairs hardly shrink and only the
 * generator's own cap stops a batch whose source is `runner_override`.
 */
import { completionThreshold } from '../batch-config.js';
import { maxPairsCap, storedSource } from '../budget.js';
import type { ContinuationInput } from './continuation-input.js';
import { coverageVerdict, type DecisionFlow } from './decide.js';
import type { CompletionValues } from './decision-record.js';

export interface CompletionOf20251116 extends CompletionValues {
  readonly max_pairs_cap: number;
  readonly pairs_remaining: number;
  readonly budget_exhausted: boolean;
  readonly should_request_more: boolean;
}

export function completionOf20251116(input: ContinuationInput): CompletionOf20251116 {
  const cap = maxPairsCap(input.metadata, input.settings.MAX_PAIRWISE_COMPARISONS);
  const remaining = Math.max(0, cap - input.totalComparisons);
  const enforce = storedSource(input.metadata) === 'runner_override';
  const rate = input.totalComparisons > 0 ? input.completed / input.totalComparisons : null;
  const threshold =
    input.isTerminal || rate === null
      ? null
      : completionThreshold(input.metadata['config_overrides'], input.completionThresholdPct);
  const complete = input.isTerminal || (rate !== null && threshold !== null && rate >= threshold);
  return {
    max_pairs_cap: cap,
    pairs_remaining: remaining,
    budget_exhausted: remaining <= 0,
    completion_rate: rate,
    completion_threshold: threshold,
    is_complete: complete,
    enforce_full_budget: enforce,
    should_request_more: remaining > 0 && (!complete || enforce),
  };
}

export const decideAsService20251116: DecisionFlow = (values, input, planWave) => {
  const { should_request_more, max_pairs_cap, pairs_remaining, budget_exhausted, ...completion } =
    completionOf20251116(input);
  const wave = should_request_more ? planWave('coverage') : null;
  const decision =
    wave !== null && wave.length > 0
      ? 'REQUEST_MORE_COMPARISONS'
      : completion.is_complete || budget_exhausted
        ? 'FINALIZE_SCORING'
        : 'NO_OP';
  return {
    max_pairs_cap,
    pairs_remaining,
    budget_exhausted,
    ...coverageVerdict(values, decision, wave),
    completion,
  };
};
