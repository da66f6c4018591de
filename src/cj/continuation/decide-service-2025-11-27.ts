/**
 * The decision flow of `service-2025-11-27` (06): stable, or every callback of the denominator is in, or
 * the budget is spent; else a coverage wave. A low success rate is ignored, and there is no resampling.
 */
import { coverageVerdict, type DecisionFlow } from './decide.js';

export const decideAsService20251127: DecisionFlow = (values, _input, planWave) => {
  const should_finalize = values.stability_passed || values.callbacks_reached_cap || values.budget_exhausted;
  const wantsMore = !should_finalize && values.batching_mode !== 'provider_batch_api';
  const decision = should_finalize ? 'FINALIZE_SCORING' : 'REQUEST_MORE_COMPARISONS';
  return coverageVerdict(values, decision, wantsMore ? planWave('coverage') : null);
};
