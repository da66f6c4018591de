/** `decision` and `decision_small_net`: one continuation under `service-2026-02`. */

import { totalBudgetDenominator } from '../../src/cj/budget.js';
import type { ContinuationInput, CoverageCounts } from '../../src/cj/continuation/continuation-input.js';
import {
  type Continuation,
  type DecisionRules,
  decideContinuation,
} from '../../src/cj/continuation/decide.js';
import { pendingCallbacks } from '../../src/cj/continuation/values.js';
import type { PlannedPair, PlanWave } from '../../src/cj/pair-plan.js';
import { service202602 } from '../../src/cj/policies/service-2026-02.js';
import type { Settings } from '../../src/cj/settings.js';
import { type JsonObject, objectOrNull } from '../../src/cj/stored-value.js';
import type { EssayId } from '../../src/cj/words.js';
import type { Family } from '../family.js';

interface DecisionCase {
  readonly submitted: number;
  readonly completed: number;
  readonly failed: number;
  readonly total_budget: unknown;
  readonly current_iteration: number;
  readonly expected_essay_count: number | null;
  readonly comparison_budget: unknown;
  readonly stored: JsonObject;
  readonly recount: readonly [number, number] | 'error';
  readonly stored_batching_mode: unknown;
  readonly previous_scores: unknown;
  readonly new_scores: Readonly<Record<string, number>>;
  readonly fit: 'ok' | 'failed' | 'crashed';
  readonly generator_offers: { readonly resampling: boolean; readonly coverage: boolean };
  readonly fresh_counters: null | 'missing' | { submitted: number; completed: number; failed: number };
  readonly settings: Settings;
}

const ONE_PAIR: readonly PlannedPair[] = [{ essayA: 'a' as EssayId, essayB: 'b' as EssayId }];

function actual(raw: Readonly<Record<string, unknown>>): unknown {
  const input = raw as unknown as DecisionCase;
  const received = input.completed + input.failed;
  const pending = pendingCallbacks(input);
  const denominator = totalBudgetDenominator({ totalBudget: input.total_budget, totalComparisons: 0 });
  const wave_complete = input.submitted > 0 && pending === 0 && denominator !== null;
  if (input.fit === 'crashed' && pending === 0 && denominator !== null) {
    return { wave_complete, outcome: 'abandoned' };
  }
  const continuation = decideContinuation(service202602, continuationInput(input), planOf(input));
  if (continuation.kind === 'missing_total_budget') return { error: 'missing_total_budget' };
  if (continuation.kind === 'wait') {
    return {
      wave_complete,
      callbacks_received: received,
      pending,
      decision: 'WAIT_FOR_CALLBACKS',
      outcome: 'wait',
    };
  }
  const { record } = continuation;
  return {
    ...record,
    wave_complete,
    waves_requested: record.waves_requested.map((mode) => mode.toUpperCase()),
    outcome: outcomeAfterGuard(continuation, input, service202602),
  };
}

function planOf(input: DecisionCase): PlanWave {
  return (mode) => {
    if (mode === 'retry') return [];
    return input.generator_offers[mode] ? ONE_PAIR : [];
  };
}

function continuationInput(input: DecisionCase): ContinuationInput {
  const recount = (): CoverageCounts | null =>
    input.recount === 'error'
      ? null
      : { maxPossible: input.recount[0], successful: input.recount[1], givenUp: 0, waitingRetry: 0 };
  return {
    submitted: input.submitted,
    completed: input.completed,
    failed: input.failed,
    totalBudget: input.total_budget,
    totalComparisons: input.submitted,
    currentIteration: input.current_iteration,
    completionThresholdPct: 95,
    isTerminal: false,
    expectedEssayCount: input.expected_essay_count,
    metadata: {
      ...objectOrNull(input.stored),
      ...(input.comparison_budget === null ? {} : { comparison_budget: input.comparison_budget }),
      ...(input.stored_batching_mode === null ? {} : { llm_batching_mode: input.stored_batching_mode }),
      ...(input.previous_scores === null ? {} : { bt_scores: input.previous_scores }),
    },
    maxComparisonsOverride: null,
    recount,
    fitted: input.fit === 'ok' ? new Map(Object.entries(input.new_scores)) : null,
    settings: input.settings,
  };
}

/** The service re-reads the counters before it finalises, and then leaves a batch with pending answers alone. */
function outcomeAfterGuard(
  continuation: Extract<Continuation, { kind: 'decided' }>,
  input: DecisionCase,
  rules: DecisionRules & Pick<typeof service202602, 'finishGuard'>,
): string {
  const { outcome } = continuation.record;
  if (outcome !== 'finalize_scoring' && outcome !== 'finalize_failure') return outcome;
  const fresh = input.fresh_counters ?? input;
  const counters = fresh === 'missing' ? null : fresh;
  return rules.finishGuard({ counters, isTerminal: false, forced: false }) === 'finish'
    ? outcome
    : 'skipped_pending';
}

export const family: Family = { name: 'decision', actual };
export const smallNetFamily: Family = { name: 'decision_small_net', actual };
