/** Whether an SSR may be read as a reliability: only if pairs and length did not depend on results (04). */
import type { WorldPlan } from '../../sim/scenario/world-plan.js';
import type { StopReason } from './stop-reason.js';

export type SsrDesign = 'fixed' | 'adaptive';
/** Of several runs: mixed when they differ, none without scores. */
export type ArmDesign = SsrDesign | 'mixed' | 'none';

export function commonDesign(designs: Iterable<ArmDesign>): ArmDesign {
  const [design = 'none', ...others] = new Set(designs);
  return others.length === 0 ? design : 'mixed';
}

/** Whether pairs or length of any run depended on its results, so that its SSR can be too high. */
export function mayBeInflated(design: ArmDesign): boolean {
  return design === 'adaptive' || design === 'mixed';
}

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
