/** What every decision flow has in common: its type, the first answers, and the record of waiting. */
import type { PlannedPair, PlanWave } from '../pair-plan.js';
import type { Decision } from '../words.js';
import type { ContinuationInput } from './continuation-input.js';
import type {
  CompletionValues,
  ContinuationValues,
  DecisionRecord,
  DecisionVerdict,
} from './decision-record.js';
import { continuationValues, pendingCallbacks, type ValueRules } from './values.js';

/** A decision taken: its record, and the pairs of the wave that follows (empty without one). */
export interface Decided {
  readonly kind: 'decided';
  readonly record: DecisionRecord;
  readonly pairs: readonly PlannedPair[];
}

export type Continuation =
  | Decided
  /** Callbacks are pending: nothing is scored or saved. */
  | { readonly kind: 'wait'; readonly pending: number }
  /** The row has no usable `total_budget`: a bug of the batch, reported as one. */
  | { readonly kind: 'missing_total_budget' };

/** The verdict of a flow; a flow that derives some values in its own way brings them along. */
export interface FlowVerdict extends DecisionVerdict, Partial<ContinuationValues> {
  readonly pairs: readonly PlannedPair[];
  readonly completion?: CompletionValues;
}

/** The part of a decision in which the policies differ: from the values to what is done. */
export type DecisionFlow = (
  values: ContinuationValues,
  input: ContinuationInput,
  planWave: PlanWave,
) => FlowVerdict;

export interface DecisionRules extends ValueRules {
  readonly decide: DecisionFlow;
  /** Whether a continuation waits for pending callbacks (all policies but the oldest). */
  readonly waitsForCallbacks: boolean;
}

/** One continuation: wait, or derive the values and decide (02, "Continuing: the decision"). */
export function decideContinuation(
  rules: DecisionRules,
  input: ContinuationInput,
  planWave: PlanWave,
): Continuation {
  const pending = pendingCallbacks(input);
  if (pending > 0 && rules.waitsForCallbacks) return { kind: 'wait', pending };
  const values = continuationValues(rules, input);
  if (values === null) return { kind: 'missing_total_budget' };
  const { pairs, ...verdict } = rules.decide(values, input, planWave);
  return { kind: 'decided', record: { iteration: input.currentIteration, ...values, ...verdict }, pairs };
}

/** What to call the result of a finalising decision. */
export function finalOutcome(decision: Decision): 'finalize_scoring' | 'finalize_failure' | 'nothing' {
  if (decision === 'FINALIZE_SCORING') return 'finalize_scoring';
  return decision === 'FINALIZE_FAILURE' ? 'finalize_failure' : 'nothing';
}

/**
 * The verdict of a flow that knows coverage waves alone: nothing is resampled, and a low success rate fails nothing.
 * `wave` is what the generator gave, null where it was not asked.
 */
export function coverageVerdict(
  values: ContinuationValues,
  decision: Decision,
  wave: readonly PlannedPair[] | null,
): FlowVerdict {
  const pairs = wave ?? [];
  return {
    nothing_left: false,
    should_finalize: decision === 'FINALIZE_SCORING',
    should_fail: false,
    may_resample: false,
    waves_requested: wave === null ? [] : ['coverage'],
    decision,
    resampling_pass_count_after: values.resampling_pass_count,
    mode: pairs.length > 0 ? 'coverage' : null,
    outcome: pairs.length > 0 ? 'coverage' : finalOutcome(decision),
    pairs,
  };
}

/** A low or absent success at a cap (02, `should_fail`); `capReached` says whether any cap holds. */
export function failsBySuccessRate(values: ContinuationValues, capReached: boolean): boolean {
  return (
    values.callbacks_received > 0 &&
    (values.zero_successes || values.below_success_threshold) &&
    (values.callbacks_reached_cap || capReached)
  );
}

/** The caps that end a batch whatever its scores. */
export function reachesBudgetOrSmallNetCap(values: ContinuationValues): boolean {
  return values.budget_exhausted || values.small_net_cap_reached;
}
