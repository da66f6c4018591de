/** The words of single decisions, made up from real ones. */
import { describe, expect, test } from 'vitest';
import type { DecisionRecord } from '../../src/cj/continuation/decision-record.js';
import { decisionsOf } from '../../src/report/stored-world.js';
import { explainDecision, shortReason } from '../../src/report/why.js';
import { onlyBatch, storedRun } from './stored.js';

describe('a decision is explained in one paragraph', () => {
  const world = storedRun('lower5');
  const { settings } = world.plan;
  const first = decisionsOf(world, onlyBatch(world))[0] as DecisionRecord;
  const CASES: readonly (readonly [
    name: string,
    changed: Partial<DecisionRecord>,
    before: Partial<DecisionRecord> | null,
    says: string,
  ])[] = [
    [
      'of errors, a retry and pairs that are given up',
      {
        ...{ submitted: 12, callbacks_received: 10, failed: 1, success_rate: 0.5, max_score_change: 0.5 },
        ...{ successful_pairs_count: 4, given_up_pairs_count: 2, waiting_retry_count: 1, mode: 'retry' },
        ...{ pairs_remaining: 1, max_pairs_cap: 13, budget_source: 'service_default' },
        ...{ resampling_pass_count: 2, is_small_net: false, regular_batch_resampling_cap: 4 },
        below_success_threshold: true,
      },
      null,
      '10 of 12 answers are in (1 error, success rate 50 %). The cap is 13, chosen by CJ: service_default, so 1 comparison may still be asked. The largest change of a score is 0.500 logits: not stable, because that is more than 0.025. 4 of 10 possible pairs are answered, 2 given up, 1 waiting for a retry. 2 resampling passes of at most 4 done. Decision: REQUEST_MORE_COMPARISONS, a retry wave, because 1 failed pair waits and no new pair can be asked. It neither fails nor ends: few answers are usable, but no cap is reached, the scores are not stable, and neither the cap nor the total budget is used up.',
    ],
    [
      'of stable scores, of a cap that was told before',
      {
        ...{ max_score_change: 0.01, stability_passed: true, should_finalize: true, mode: null },
        ...{ decision: 'FINALIZE_SCORING', pairs_remaining: 1, small_net_cap_reached: true },
        small_net_resampling_cap: 1,
      },
      {},
      '2 of 2 answers are in. 1 of the cap of 60 stays unused. The largest change of a score is 0.010 logits: stable, because that is at most 0.025. 2 of 10 possible pairs are answered. Decision: FINALIZE_SCORING, because the scores are stable and a small net has at most 1 resampling pass. It does not fail: enough answers are usable (at least 80 %).',
    ],
    [
      'of a fit that failed, and of a batch that does',
      {
        ...{ fit_failed: true, should_fail: true, mode: null, decision: 'FINALIZE_FAILURE' },
        ...{ zero_successes: true, budget_exhausted: true, pairs_remaining: 1, budget_source: null },
      },
      null,
      '2 of 2 answers are in. The cap is 60, of which 1 comparison stays unused. The scores could not be fitted: not stable. 2 of 10 possible pairs are answered. Decision: FINALIZE_FAILURE, because no answer is usable, and the budget is spent.',
    ],
    [
      'of rules that take a fit that failed for no change, of answers that reached the total',
      {
        ...{ fit_failed: true, stability_passed: true, callbacks_reached_cap: true, total_budget: 60 },
        ...{ mode: null, decision: 'FINALIZE_SCORING', should_finalize: true },
      },
      {},
      '2 of 2 answers are in. 58 of the cap of 60 stay unused. The scores could not be fitted, which these rules take for no change: stable. 2 of 10 possible pairs are answered. Decision: FINALIZE_SCORING, because the scores are stable and the answers have reached the total budget. It does not fail: enough answers are usable (at least 80 %).',
    ],
    [
      'of the oldest rules, which know no stability',
      {
        completion: {
          ...{ completion_rate: 1.6, completion_threshold: 0.8 },
          ...{ is_complete: false, enforce_full_budget: true },
        },
        mode: null,
        decision: 'NO_OP',
      },
      {},
      "2 of 2 answers are in. 58 of the cap of 60 may still be asked. That is 160 % of the last wave's size, not complete by the threshold of 80 %. A runner override is spent to the end in any case. But no wave can go out: every pair has been asked. 2 of 10 possible pairs are answered. Decision: NO_OP, because there is nothing to do.",
    ],
    [
      'of the oldest rules, whose planner counts what their counter does not',
      {
        ...{ submitted: 1, total_budget: 1, max_pairs_cap: 4, pairs_remaining: 3, mode: null },
        completion: {
          ...{ completion_rate: 2, completion_threshold: 0.95 },
          ...{ is_complete: true, enforce_full_budget: true },
        },
        decision: 'FINALIZE_SCORING',
      },
      { max_pairs_cap: 4 },
      "2 of 1 answers are in. 3 of the cap of 4 may still be asked. That is 200 % of the last wave's size, complete by the threshold of 95 %. A runner override is spent to the end in any case. But no wave can go out: the pairs asked so far fill the cap of 4, whatever the counter says. 2 of 10 possible pairs are answered. Decision: FINALIZE_SCORING, because the completion threshold is reached.",
    ],
    [
      'of the oldest rules, after the end',
      {
        completion: {
          ...{ completion_rate: 1, completion_threshold: null },
          ...{ is_complete: true, enforce_full_budget: false },
        },
        ...{ mode: null, decision: 'FINALIZE_SCORING', pairs_remaining: 0, waves_requested: [] },
      },
      {},
      "2 of 2 answers are in. The cap of 60 is spent. That is 100 % of the last wave's size, and the batch has ended already, which counts as complete. 2 of 10 possible pairs are answered. Decision: FINALIZE_SCORING, because the completion threshold is reached.",
    ],
    [
      'of a batch with one wave and no other',
      {
        ...{ batching_mode: 'provider_batch_api', nothing_left: true, should_finalize: true },
        ...{ mode: null, decision: 'FINALIZE_SCORING' },
      },
      {},
      '2 of 2 answers are in. 58 of the cap of 60 stay unused. There are no earlier scores to compare with. 2 of 10 possible pairs are answered. Decision: FINALIZE_SCORING, because nothing is left to ask: provider_batch_api has one wave and no other. It does not fail: enough answers are usable (at least 80 %).',
    ],
    [
      'of a net that is not closed, and nothing to ask',
      { nothing_left: true, should_finalize: true, mode: null, decision: 'FINALIZE_SCORING' },
      {},
      '2 of 2 answers are in. 58 of the cap of 60 stay unused. There are no earlier scores to compare with. 2 of 10 possible pairs are answered. Decision: FINALIZE_SCORING, because nothing is left to ask. It does not fail: enough answers are usable (at least 80 %).',
    ],
  ];
  test.each(CASES)('%s', (_name, changed, before, says) => {
    const earlier = before === null ? null : { ...first, ...before };
    expect(explainDecision({ ...first, ...changed }, settings, earlier)).toBe(says);
  });

  test('and in a few words for a table', () => {
    const end = { mode: null, decision: 'FINALIZE_SCORING', should_finalize: true } as const;
    const short = (changed: Partial<DecisionRecord>) => shortReason({ ...first, ...changed });
    expect([
      short({ should_fail: true, success_rate: 0.5, budget_exhausted: true }),
      short({ ...end, should_fail: true, success_rate: 0.77, stability_passed: true, nothing_left: true }),
      short({ mode: 'coverage' }),
      short({ mode: 'resampling' }),
      short({ mode: 'resampling', given_up_pairs_count: 1 }),
      short({ mode: 'retry' }),
      short({ ...end, stability_passed: true, budget_exhausted: true, callbacks_reached_cap: true }),
      short({ ...end, callbacks_reached_cap: true }),
      short({ ...end, callbacks_reached_cap: true, total_budget: 10, max_possible_pairs: 10 }),
      short({ ...end, small_net_cap_reached: true, nothing_left: true }),
      short({ ...end, decision: 'NO_OP' }),
      short({ ...end, decision: 'REQUEST_MORE_COMPARISONS' }),
    ]).toEqual([
      'success rate 50 %, budget spent',
      'success rate 77 %, nothing left to ask',
      'new pairs are left',
      'every pair is answered',
      'every pair is answered or given up',
      'failed pairs wait',
      'scores are stable, budget spent',
      'answers reached the total budget',
      'as many answers as pairs',
      'small net resampled enough, nothing left to ask',
      'nothing to do',
      'nothing can be asked',
    ]);
  });
});

describe('a number close to its threshold', () => {
  const world = storedRun('batch-33');
  const record = decisionsOf(world, onlyBatch(world)).at(-1) as DecisionRecord;
  const says = (changed: Partial<DecisionRecord>) =>
    explainDecision({ ...record, ...changed }, world.plan.settings, null);

  test('is not rounded onto it', () => {
    expect(says({ success_rate: 0.7954 })).toContain('the success rate of 79.5 % is below 80 %');
    expect(says({ max_score_change: 0.02504 })).toContain(
      '0.02504 logits: not stable, because that is more than 0.025.',
    );
  });

  test('is rounded as ever where that says what it is', () => {
    expect(says({ max_score_change: 0.02, stability_passed: true })).toContain(
      '0.020 logits: stable, because that is at most 0.025.',
    );
  });

  test('as many answers as are needed are not called fewer', () => {
    const least = world.plan.settings.MIN_COMPARISONS_FOR_STABILITY_CHECK;
    const calm = { max_score_change: 0.02, stability_passed: false, success_rate: 0.5 };
    expect(says({ ...calm, callbacks_received: least - 1 })).toContain(
      `because fewer than ${least} answers are in.`,
    );
    expect(says({ ...calm, callbacks_received: least })).toContain(
      'because fewer than 80 % of the answers are usable.',
    );
    expect(says({ ...calm, callbacks_received: least, success_rate: 0.8 })).toContain(
      'because the wave brought no usable answer.',
    );
  });

  test('a pair that is given up is not called answered', () => {
    expect(says({ should_fail: false, mode: 'resampling', given_up_pairs_count: 1 })).toContain(
      'a resampling wave, because every pair is answered or given up.',
    );
  });
});
