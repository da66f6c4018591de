import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asked, CLOSED, decided, recordOf } from './asking.js';

const COVERAGE = 'REQUEST_MORE_COMPARISONS coverage (coverage)';
const SCORED = 'FINALIZE_SCORING - ()';
const FAILED = 'FINALIZE_FAILURE - ()';

describe('before anything is decided', () => {
  test('a batch with pending callbacks waits', () => {
    expect(asked({ submitted: 22 })).toEqual({ kind: 'wait', pending: 2 });
  });

  test.each([null, 0, -5, 1.5, '100'])(
    'a total_budget of %o is reported as the bug that it is',
    (totalBudget) => {
      expect(asked({ totalBudget })).toEqual({ kind: 'missing_total_budget' });
    },
  );
});

describe('what ends a batch', () => {
  test('nothing: it asks new pairs', () => {
    expect(decided()).toBe(COVERAGE);
  });

  test('stable scores', () => {
    expect(decided({ change: 0.025 })).toBe(SCORED);
    expect(decided({ change: 0.026 })).toBe(COVERAGE);
  });

  test('scores are not stable the first time, nor before MIN_COMPARISONS_FOR_STABILITY_CHECK callbacks', () => {
    expect(recordOf()).toMatchObject({ max_score_change: null, stability_passed: false });
    expect(decided({ change: 0, submitted: 11, completed: 11 })).toBe(COVERAGE);
    expect(decided({ change: 0, submitted: 12, completed: 12 })).toBe(SCORED);
  });

  test('scores are not stable with a success rate below the threshold', () => {
    expect(decided({ change: 0, completed: 15, failed: 5 })).toBe(COVERAGE);
    expect(decided({ change: 0, completed: 16, failed: 4 })).toBe(SCORED);
  });

  test('a wave that brought only errors is not stable', () => {
    const stored = { bt_se_summary: { comparison_count: 18 } };
    expect(decided({ change: 0, completed: 18, failed: 2, stored })).toBe(COVERAGE);
    expect(decided({ change: 0, completed: 19, failed: 1, stored })).toBe(SCORED);
  });

  test('a failed fit is not stable', () => {
    const record = recordOf({ change: 0, fitted: null });
    expect([record.fit_failed, record.max_score_change, record.stability_passed]).toEqual([
      true,
      null,
      false,
    ]);
  });

  test('as many callbacks as the total budget', () => {
    expect(decided({ totalBudget: 20 })).toBe(SCORED);
  });

  test('a cap that is spent', () => {
    const stored = { comparison_budget: { max_pairs_requested: 20, source: 'runner_override' } };
    expect(recordOf({ stored })).toMatchObject({
      pairs_remaining: 0,
      budget_exhausted: true,
      decision: 'FINALIZE_SCORING',
    });
  });

  test('a stored cap counts whatever the guardrail; without one the guardrail does', () => {
    expect(recordOf({ settings: { MAX_PAIRWISE_COMPARISONS: 30 } }).max_pairs_cap).toBe(100);
    expect(
      recordOf({ settings: { MAX_PAIRWISE_COMPARISONS: 30 }, stored: { comparison_budget: null } })
        .max_pairs_cap,
    ).toBe(30);
  });
});

describe('what fails a batch', () => {
  test('a low success rate at a cap, and only there', () => {
    const low = { completed: 15, failed: 5 };
    expect(decided({ ...low, totalBudget: 20 })).toBe(FAILED);
    expect(decided(low)).toBe(COVERAGE);
  });

  test('no success at all, also with the threshold switched off', () => {
    const none = {
      completed: 0,
      failed: 20,
      totalBudget: 20,
      settings: { MIN_SUCCESS_RATE_THRESHOLD: null },
    };
    expect(decided(none)).toBe(FAILED);
    expect(decided({ ...none, completed: 1, failed: 19 })).toBe(SCORED);
  });

  test('failing comes before finalising', () => {
    const record = recordOf({ completed: 15, failed: 5, totalBudget: 20 });
    expect([record.should_fail, record.should_finalize, record.decision]).toEqual([
      true,
      true,
      'FINALIZE_FAILURE',
    ]);
  });
});

describe('the next wave', () => {
  test('is a retry before coverage, from FAILED_COMPARISON_RETRY_THRESHOLD waiting pairs on', () => {
    expect(decided({ coverage: { waitingRetry: 20 } })).toBe('REQUEST_MORE_COMPARISONS retry (retry)');
    expect(decided({ coverage: { waitingRetry: 19 } })).toBe(COVERAGE);
  });

  test('is a retry of any number when coverage has nothing to ask', () => {
    const coverage = { successful: 44, waitingRetry: 1 };
    expect(decided({ coverage, offers: ['retry', 'resampling'] })).toBe(
      'REQUEST_MORE_COMPARISONS retry (coverage retry)',
    );
  });

  test('is resampling when coverage is closed, given-up pairs counting as closed', () => {
    const resampling = 'REQUEST_MORE_COMPARISONS resampling (resampling)';
    expect(decided({ coverage: CLOSED })).toBe(resampling);
    expect(decided({ coverage: { successful: 40, givenUp: 5 } })).toBe(resampling);
    expect(
      decided({ coverage: { successful: 40, givenUp: 4, waitingRetry: 1 }, offers: ['resampling'] }),
    ).toBe('FINALIZE_SCORING - (coverage retry)');
  });

  test('is no retry where retries are off', () => {
    const settings = { ENABLE_FAILED_COMPARISON_RETRY: false };
    expect(decided({ settings, coverage: { waitingRetry: 30 } })).toBe(COVERAGE);
  });

  test('is none in provider_batch_api', () => {
    const stored = { llm_batching_mode: 'provider_batch_api' };
    expect(decided({ stored, coverage: { waitingRetry: 30 } })).toBe(SCORED);
  });
});

describe('nothing left', () => {
  test('ends the batch with what it has', () => {
    expect(recordOf({ offers: [] })).toMatchObject({
      nothing_left: true,
      should_finalize: true,
      decision: 'FINALIZE_SCORING',
    });
  });

  test('counts as a cap in should_fail', () => {
    expect(recordOf({ offers: [], completed: 15, failed: 5 })).toMatchObject({
      nothing_left: true,
      should_fail: true,
      decision: 'FINALIZE_FAILURE',
    });
  });

  test('a resampling pass whose wave is empty stays spent', () => {
    expect(recordOf({ coverage: CLOSED, offers: [] })).toMatchObject({
      waves_requested: ['resampling'],
      resampling_pass_count_after: 1,
      nothing_left: true,
    });
  });
});

describe('resampling', () => {
  const passes = (count: number, settings = {}) =>
    recordOf({ coverage: CLOSED, stored: { resampling_pass_count: count }, settings }).mode;
  const small = (count: number, settings = {}) =>
    recordOf({
      expectedEssayCount: 3,
      coverage: { maxPossible: 3, successful: 3 },
      stored: { resampling_pass_count: count },
      settings,
    }).mode;

  test('a regular net has MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH passes, a small one its own cap', () => {
    expect([passes(0), passes(1), small(0), small(3), small(4)]).toEqual([
      'resampling',
      null,
      'resampling',
      'resampling',
      null,
    ]);
  });

  test('the regular cap is never above the small-net cap, which is at least 0', () => {
    const cap = (regular: number | null, net: number | null) =>
      recordOf({
        settings: {
          MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH: regular,
          MAX_RESAMPLING_PASSES_FOR_SMALL_NET: net,
        },
      }).regular_batch_resampling_cap;
    expect([cap(3, 4), cap(5, 4), cap(3, 0), cap(3, -1), cap(null, 4), cap(3, null)]).toEqual([
      3, 4, 0, 0, 0, 0,
    ]);
  });

  test('a small net that spent its passes ends by its cap', () => {
    expect(
      recordOf({
        expectedEssayCount: 3,
        coverage: { maxPossible: 3, successful: 3 },
        stored: { resampling_pass_count: 4 },
      }),
    ).toMatchObject({
      is_small_net: true,
      small_net_cap_reached: true,
      should_finalize: true,
      nothing_left: false,
    });
  });

  test('no net resamples at its budget, and an empty one never', () => {
    expect(recordOf({ coverage: CLOSED, totalBudget: 20 }).may_resample).toBe(false);
    expect(
      recordOf({ expectedEssayCount: 0, coverage: { maxPossible: 0, successful: 0 } }).may_resample,
    ).toBe(false);
  });
});

describe('coverage', () => {
  test('only moves forward: the larger of the stored and the counted number counts', () => {
    const stored = { max_possible_pairs: 50, successful_pairs_count: 30 };
    expect(recordOf({ stored })).toMatchObject({ max_possible_pairs: 50, successful_pairs_count: 30 });
  });

  test('a stored flag stays, and the rows are counted all the same', () => {
    expect(recordOf({ stored: { unique_coverage_complete: true } })).toMatchObject({
      coverage_complete: true,
      recounted: true,
    });
  });

  test('where the count failed the stored numbers are all there is', () => {
    const stored = { max_possible_pairs: 45, successful_pairs_count: 45 };
    expect(recordOf({ recount: () => null, stored })).toMatchObject({
      coverage_complete: true,
      waiting_retry_count: 0,
    });
  });
});

test('current never answers NO_OP, and a wave is asked for exactly when more is wanted', () => {
  const input = fc.record({
    completed: fc.nat(60),
    failed: fc.nat(60),
    totalBudget: fc.integer({ min: 1, max: 120 }),
    expectedEssayCount: fc.nat(12),
    change: fc.constantFrom(undefined, 0, 1),
    coverage: fc.record({
      maxPossible: fc.nat(66),
      successful: fc.nat(66),
      givenUp: fc.nat(5),
      waitingRetry: fc.nat(30),
    }),
    offers: fc.subarray(['coverage', 'retry', 'resampling'] as const),
    stored: fc.record({
      resampling_pass_count: fc.nat(5),
      comparison_budget: fc.record({ max_pairs_requested: fc.integer({ min: 1, max: 120 }) }),
    }),
  });
  fc.assert(
    fc.property(input, ({ change, ...options }) => {
      const submitted = options.completed + options.failed;
      const { decision, mode } = recordOf({
        ...options,
        submitted,
        ...(change === undefined ? {} : { change }),
      });
      expect(decision).not.toBe('NO_OP');
      expect(decision === 'REQUEST_MORE_COMPARISONS').toBe(mode !== null);
    }),
  );
});
