/** Whether an SSR may be read as a reliability: only if pairs and length did not depend on results (04). */
import type { WorldPlan } from '../../sim/scenario/world-plan.js';
import type { StopReason } from './stop-reason.js';

export type SsrDesign = 'fixed' | 'adaptive';

export interface HowItWent {
  readonly stop: StopReason;
  /** Every pair was asked, or none, so that nothing was chosen. */
  readonly isAllOrNone: boolean;
}

/**
 * `optimal_graph` looks at scores through its proximity term; planned ahead (`provider_batch_api`) it has none to
 * look at. The policies of 2025 go through a list.
 */
export function ssrDesign({ policy, settings }: WorldPlan, { stop, isAllOrNone }: HowItWent): SsrDesign {
  if (stop === 'stable') return 'adaptive';
  if (isAllOrNone || policy.startsWith('service-2025')) return 'fixed';
  const strategy = settings.PAIR_MATCHING_STRATEGY;
  if (strategy === 'random') return 'fixed';
  const ignoresScores =
    settings.PAIR_MATCHING_WEIGHT_PROXIMITY === 0 || settings.LLM_BATCHING_MODE === 'provider_batch_api';
  return strategy === 'optimal_graph' && ignoresScores ? 'fixed' : 'adaptive';
}
