/** What one step of a world reached, in the words in which coverage is counted. */
import type { DecisionRecord } from '../../cj/continuation/decision-record.js';
import { kindOf } from '../../cj/services.js';
import type { TraceRecord } from '../../sim/trace-record.js';
import { eventOf } from './event-of.js';

export interface Reached {
  /** `batch waitingCallbacks wave.complete`: machine, state, event; null for a restart, which is no event. */
  readonly transition: string | null;
  /** `retry serial_bundle small`: outcome, batching mode, size of the net; null without a decision. */
  readonly decision: string | null;
  /** Both with all that the decision hung on: their number grows until a search finds nothing new. */
  readonly tuple: string;
}

export function reachedBy(record: TraceRecord): Reached {
  const { type, decision } = record;
  const isRestart = type === 'actor.restart';
  const transition = isRestart ? null : transitionOf(kindOf(record.actor), record.before, eventOf(record));
  return {
    transition,
    decision: decision === undefined ? null : decisionOf(decision),
    tuple: `${transition ?? type} ${record.after}${decision === undefined ? '' : ` ${reasonsOf(decision)}`}`,
  };
}

export function transitionOf(machine: string, state: string, event: string): string {
  return `${machine} ${state} ${event}`;
}

export function decisionOf({
  outcome,
  batching_mode,
  is_small_net,
}: Pick<DecisionRecord, 'outcome' | 'batching_mode' | 'is_small_net'>): string {
  return `${outcome} ${batching_mode} ${is_small_net ? 'small' : 'regular'}`;
}

const REASONS = [
  'stability_passed',
  'budget_exhausted',
  'callbacks_reached_cap',
  'zero_successes',
  'below_success_threshold',
  'fit_failed',
  'coverage_complete',
  'small_net_cap_reached',
  'regular_batch_cap_reached',
  'nothing_left',
] as const satisfies readonly (keyof DecisionRecord)[];

function reasonsOf(decision: DecisionRecord): string {
  const reasons = REASONS.filter((reason) => decision[reason]);
  return [decisionOf(decision), decision.waves_requested.join('+'), ...reasons].join(' ');
}
