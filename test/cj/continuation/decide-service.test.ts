import { describe, expect, test } from 'vitest';
import { CLOSED, decided, recordOf } from './asking.js';

describe('service-2025-11-27', () => {
  const policy = 'service-2025-11-27';

  test('asks new pairs until scores are stable, the denominator is in, or the budget is spent', () => {
    expect(decided({ policy })).toBe('REQUEST_MORE_COMPARISONS coverage (coverage)');
    expect(decided({ policy, change: 0.05 })).toBe('FINALIZE_SCORING - ()');
    expect(decided({ policy, totalBudget: 20 })).toBe('FINALIZE_SCORING - ()');
    expect(decided({ policy, submitted: 100, completed: 100, totalBudget: 200 })).toBe(
      'FINALIZE_SCORING - ()',
    );
  });

  test('the denominator is no more than the pairs of the net', () => {
    expect(recordOf({ policy, coverage: { maxPossible: 10 } })).toMatchObject({
      total_budget: 10,
      callbacks_reached_cap: true,
    });
    expect(recordOf({ policy, coverage: { maxPossible: 300 } }).total_budget).toBe(100);
  });

  test('a low success rate is ignored, and nothing is asked twice', () => {
    expect(decided({ policy, completed: 0, failed: 20, totalBudget: 20 })).toBe('FINALIZE_SCORING - ()');
    expect(recordOf({ policy, coverage: CLOSED, totalBudget: 200 }).may_resample).toBe(false);
  });

  test('with nothing to ask the batch stays where it is', () => {
    expect(recordOf({ policy, offers: [] })).toMatchObject({
      decision: 'REQUEST_MORE_COMPARISONS',
      outcome: 'nothing',
    });
  });
});

describe('service-2026-02', () => {
  const policy = 'service-2026-02';

  test('with nothing to ask the batch is stranded below its cap', () => {
    expect(recordOf({ policy, offers: [], coverage: CLOSED })).toMatchObject({
      decision: 'REQUEST_MORE_COMPARISONS',
      waves_requested: ['resampling', 'coverage'],
      outcome: 'nothing',
      nothing_left: false,
    });
  });

  test('failed pairs are not asked again, and block resampling', () => {
    const coverage = { successful: 44, waitingRetry: 30, givenUp: 1 };
    expect(recordOf({ policy, coverage, offers: ['retry', 'resampling'] })).toMatchObject({
      waves_requested: ['coverage'],
      waiting_retry_count: 0,
      given_up_pairs_count: 0,
      may_resample: false,
    });
  });

  test('a failed fit and a wave of errors count as change 0', () => {
    expect(recordOf({ policy, change: 0.5, fitted: null })).toMatchObject({
      max_score_change: 0,
      stability_passed: true,
    });
    const stored = { bt_se_summary: { comparison_count: 18 } };
    expect(recordOf({ policy, change: 0, completed: 18, failed: 2, stored }).stability_passed).toBe(true);
  });

  test('a small net may resample past its total budget', () => {
    const net = {
      expectedEssayCount: 3,
      coverage: { maxPossible: 3, successful: 3 },
      totalBudget: 20,
    } as const;
    expect([recordOf({ policy, ...net }).mode, recordOf(net).mode]).toEqual(['resampling', null]);
  });

  test('only a small-net cap above 0 limits the regular one', () => {
    const settings = { MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH: 3, MAX_RESAMPLING_PASSES_FOR_SMALL_NET: 0 };
    expect(recordOf({ policy, settings }).regular_batch_resampling_cap).toBe(3);
  });
});

describe('service-2025-11-16', () => {
  const policy = 'service-2025-11-16';
  const wave = { policy, submitted: 10, totalComparisons: 10 } as const;
  const byDefault = { comparison_budget: { max_pairs_requested: 100, source: 'service_default' } };

  test('decides while callbacks are pending', () => {
    expect(decided({ ...wave, completed: 5 })).toBe('REQUEST_MORE_COMPARISONS coverage (coverage)');
  });

  test('with an override asks on although it is complete, and finalises when nothing is left to ask', () => {
    expect(decided({ ...wave, completed: 10 })).toBe('REQUEST_MORE_COMPARISONS coverage (coverage)');
    expect(decided({ ...wave, completed: 10, offers: [] })).toBe('FINALIZE_SCORING - (coverage)');
    expect(decided({ ...wave, isTerminal: true })).toBe('REQUEST_MORE_COMPARISONS coverage (coverage)');
  });

  test('without an override is complete from 95 % of the last wave on', () => {
    expect(decided({ ...wave, completed: 9, stored: byDefault })).toBe(
      'REQUEST_MORE_COMPARISONS coverage (coverage)',
    );
    expect(decided({ ...wave, completed: 10, stored: byDefault })).toBe('FINALIZE_SCORING - ()');
  });

  test('partial_completion_threshold replaces the 95 %', () => {
    const stored = { ...byDefault, config_overrides: { partial_completion_threshold: 0.5 } };
    expect(decided({ ...wave, completed: 5, stored })).toBe('FINALIZE_SCORING - ()');
  });

  test('goes on although most answers are errors, and never fails', () => {
    expect(recordOf({ ...wave, completed: 1, failed: 9, offers: [] })).toMatchObject({
      decision: 'NO_OP',
      should_fail: false,
    });
  });

  test('more than 100 % complete is possible, because each wave overwrites the total', () => {
    expect(recordOf({ ...wave, completed: 16 }).completion).toMatchObject({
      completion_rate: 1.6,
      is_complete: true,
    });
  });
});
