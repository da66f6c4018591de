/**
 * The decision flow of `current` (02, "Continuing" and "Failed comparisons"): caps and stability first,
 * then the first wave that is not empty. Where nothing can be asked, the batch ends at once with what it
 * has (`nothing_left`); there is no NO_OP.
 */
import { invariant } from '../errors.js';
import type { PlannedPair, PlanWave } from '../pair-plan.js';
import type { Settings } from '../settings.js';
import type { Decision, PairMode } from '../words.js';
import { type DecisionFlow, failsBySuccessRate, finalOutcome, reachesBudgetOrSmallNetCap } from './decide.js';
import type { ContinuationValues, Outcome } from './decision-record.js';

const OUTCOME_OF_WAVE = {
  coverage: 'coverage',
  resampling: 'resample',
  retry: 'retry',
} as const satisfies Record<PairMode, Outcome>;

export const decideAsCurrent: DecisionFlow = (values, input, planWave) => {
  const capReached = reachesBudgetOrSmallNetCap(values);
  const failsNow = failsBySuccessRate(values, capReached);
  const finalizesNow = values.stability_passed || values.callbacks_reached_cap || capReached;
  const may_resample = !failsNow && !finalizesNow && mayResample(values);

  const wave: FoundWave =
    failsNow || finalizesNow
      ? { mode: null, pairs: [], requested: [] }
      : firstWave(wishedWaves(values, input.settings, may_resample), planWave);
  const nothing_left = !failsNow && !finalizesNow && wave.mode === null;
  const should_fail = failsNow || (nothing_left && failsBySuccessRate(values, true));
  const should_finalize = finalizesNow || nothing_left;
  const decision: Decision = should_fail
    ? 'FINALIZE_FAILURE'
    : should_finalize
      ? 'FINALIZE_SCORING'
      : 'REQUEST_MORE_COMPARISONS';
  invariant(wave.mode !== null || decision !== 'REQUEST_MORE_COMPARISONS', 'more is wanted without a wave', {
    values,
  });
  const resampled = wave.requested.includes('resampling');
  return {
    nothing_left,
    should_finalize,
    should_fail,
    may_resample,
    waves_requested: wave.requested,
    decision,
    resampling_pass_count_after: values.resampling_pass_count + (resampled ? 1 : 0),
    mode: wave.mode,
    outcome: wave.mode === null ? finalOutcome(decision) : OUTCOME_OF_WAVE[wave.mode],
    pairs: wave.pairs,
  };
};

/** Small and regular nets alike: coverage closed, answers and pairs left, passes below the net's cap. */
function mayResample(values: ContinuationValues): boolean {
  const cap = values.is_small_net ? values.small_net_resampling_cap : values.regular_batch_resampling_cap;
  return (
    values.batching_mode !== 'provider_batch_api' &&
    values.callbacks_received > 0 &&
    values.max_possible_pairs > 0 &&
    values.coverage_complete &&
    values.resampling_pass_count < cap
  );
}

/** Kinds of wave in the order in which they are tried. */
function wishedWaves(
  values: ContinuationValues,
  settings: Settings,
  mayResample: boolean,
): readonly PairMode[] {
  if (values.batching_mode === 'provider_batch_api') return [];
  const waiting = settings.ENABLE_FAILED_COMPARISON_RETRY ? values.waiting_retry_count : 0;
  const wishes: PairMode[] = [];
  if (waiting >= settings.FAILED_COMPARISON_RETRY_THRESHOLD) wishes.push('retry');
  if (!values.coverage_complete) wishes.push('coverage');
  if (waiting > 0 && !wishes.includes('retry')) wishes.push('retry');
  if (mayResample) wishes.push('resampling');
  return wishes;
}

interface FoundWave {
  readonly mode: PairMode | null;
  readonly pairs: readonly PlannedPair[];
  readonly requested: readonly PairMode[];
}

function firstWave(wishes: readonly PairMode[], planWave: PlanWave): FoundWave {
  const requested: PairMode[] = [];
  for (const mode of wishes) {
    requested.push(mode);
    const pairs = planWave(mode);
    if (pairs.length > 0) return { mode, pairs, requested };
  }
  return { mode: null, pairs: [], requested };
}
