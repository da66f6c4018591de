/**
 * The decision flow of `service-2025-11-27` (06): stable, or every callback of the denominator is in, or
 * the budget is spent; else a coverage wave. A low success rate is ignored, and there is no resampling.
 */
import { type DecisionFlow, finalOutcome } from './decide.js';

export const decideAsService20251127: DecisionFlow = (values, _input, planWave) => {
  const should_finalize = values.stability_passed || values.callbacks_reached_cap || values.budget_exhausted;
  const wantsMore = !should_finalize && values.batching_mode !== 'provider_batch_api';
  const pairs = wantsMore ? planWave('coverage') : [];
  const decision = should_finalize ? 'FINALIZE_SCORING' : 'REQUEST_MORE_COMPARISONS';
  return {
    nothing_left: false,
    should_finalize,
    should_fail: false,
    may_resample: false,
    waves_requested: wantsMore ? ['coverage'] : [],
    decision,
    resampling_pass_count_after: values.resampling_pass_count,
    mode: pairs.length > 0 ? 'coverage' : null,
    outcome: pairs.length > 0 ? 'coverage' : finalOutcome(decision),
    pairs,
  };
};
