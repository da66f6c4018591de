/**
 * The rules of a decision on drawn values that a world seldom or never reaches (a fit that fails in mid-batch),
 * compared with the executable specification.
 */

import { coverageOfRows } from '../cj/continuation/coverage-of-rows.js';
import { decideContinuation } from '../cj/continuation/decide.js';
import type { Policy } from '../cj/policy.js';
import type { Settings } from '../cj/settings.js';
import type { EssayId, PairMode } from '../cj/words.js';
import { type Broken, broken } from '../sim/invariants/invariant.js';
import { createDraw } from '../sim/randomness.js';
import { type BatchAsSeen, expectedDecision } from '../sim/specification/expected-decision.js';
import type { AskedRow } from '../sim/specification/expected-waves.js';

/** The first difference, or null. */
export function sampleRules(policy: Policy, settings: Settings, number: number): Broken | null {
  const draw = createDraw(`rule-sample/${number}`);
  const essays = 2 + Math.floor(draw('essays') * 4);
  const ids = Array.from({ length: essays }, (_, at) => `e${at}` as EssayId);
  const comparisons: AskedRow[] = [];
  for (const [i, a] of ids.entries()) {
    for (const b of ids.slice(i + 1)) {
      const times = Math.floor(draw('times', a, b) * 3);
      for (let n = 0; n < times; n++) {
        const fate = draw('winner', a, b, n);
        comparisons.push({ a, b, winner: fate < 0.15 ? 'error' : fate < 0.6 ? 'essay_a' : 'essay_b' });
      }
    }
  }
  if (comparisons.length === 0) return null;
  const usable = comparisons.filter(({ winner }) => winner !== 'error').length;
  const scores = new Map(ids.map((id) => [id as string, draw('score', id)]));
  const isFitted = usable > 0 && draw('fit') < 0.7;
  const batch: BatchAsSeen = {
    override: draw('override') < 0.5 ? comparisons.length + Math.floor(draw('more') * 40) : null,
    essays,
    comparisons,
    passes: Math.floor(draw('passes') * 3),
    usableBefore: Math.max(0, usable - Math.floor(draw('new') * 3)),
    scoresBefore:
      draw('before') < 0.8
        ? new Map([...scores].map(([id, score]) => [id, score + 0.02 * draw('moved', id)]))
        : null,
    scores: isFitted ? scores : null,
    isProviderBatch: settings.LLM_BATCHING_MODE === 'provider_batch_api',
    settings: { ...settings, MIN_COMPARISONS_FOR_STABILITY_CHECK: 1 },
  };
  return compare(policy, { ...settings, MIN_COMPARISONS_FOR_STABILITY_CHECK: 1 }, batch, ids);
}

function compare(
  policy: Policy,
  settings: Settings,
  batch: BatchAsSeen,
  ids: readonly EssayId[],
): Broken | null {
  const expected = expectedDecision(batch);
  if (expected.submitted > expected.total_budget) return null;
  const rows = batch.comparisons.map(({ a, b, winner }) => [a, b, winner] as const);
  const attempts = settings.ENABLE_FAILED_COMPARISON_RETRY ? 1 + settings.MAX_RETRY_ATTEMPTS : 1;
  const counts = coverageOfRows(ids, rows, attempts);
  const can: Readonly<Record<PairMode, boolean>> = {
    coverage: counts.successful + counts.givenUp + counts.waitingRetry < counts.maxPossible,
    retry: counts.waitingRetry > 0,
    resampling: counts.successful > 0,
  };
  const [essayA, essayB] = ids as readonly [EssayId, EssayId];
  const continuation = decideContinuation(
    policy,
    {
      submitted: expected.submitted,
      completed: expected.completed,
      failed: expected.failed,
      totalBudget: expected.total_budget,
      totalComparisons: expected.submitted,
      currentIteration: 2,
      completionThresholdPct: 95,
      isTerminal: false,
      expectedEssayCount: batch.essays,
      metadata: {
        comparison_budget: {
          max_pairs_requested: expected.max_pairs_cap,
          source: batch.override === null ? 'service_default' : 'runner_override',
        },
        resampling_pass_count: batch.passes,
        bt_se_summary: { comparison_count: batch.usableBefore },
        ...(batch.scoresBefore === null ? {} : { bt_scores: Object.fromEntries(batch.scoresBefore) }),
      },
      maxComparisonsOverride: batch.override,
      recount: () => counts,
      fitted: batch.scores,
      settings,
    },
    (mode) => (can[mode] ? [{ essayA, essayB }] : []),
  );
  if (continuation.kind !== 'decided') return broken(`the rules say ${continuation.kind}`, { expected });
  const { record } = continuation;
  for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
    if (record[name] !== expected[name]) {
      return broken(`${name} is ${record[name]}, the specification says ${expected[name]}`, {
        expected,
        record,
        usable_before: batch.usableBefore,
        comparisons: batch.comparisons.map(({ a, b, winner }) => `${a} with ${b}: ${winner}`),
      });
    }
  }
  return null;
}
