import { describe, expect, test } from 'vitest';
import { jsonResult } from '../../src/report/json-result.js';
import { runResultSchema } from '../../src/report/json-result-schema.js';
import { storedRun } from './stored.js';

const RUNS = [
  ['eng5', {}],
  ['lower5', {}],
  ['four-essays', {}],
  ['single-essay', {}],
  ['legacy-batch-19', {}],
  ['seed-world', {}],
  ['batch-21', { policy: 'service-2025-11-16' }],
  ['batch-21', { policy: 'service-2025-11-27' }],
  ['batch-21', { policy: 'service-2026-02' }],
] as const;

describe('the JSON result keeps its schema, unknown keys refused', () => {
  for (const [name, options] of RUNS) {
    test(`${name} ${'policy' in options ? options.policy : ''}`, () => {
      const result = jsonResult(storedRun(name, options));
      const roundTrip = JSON.parse(JSON.stringify(result)) as unknown;
      expect(runResultSchema.parse(roundTrip)).toEqual(roundTrip);
    });
  }
});

test('equal runs give equal results', () => {
  expect(jsonResult(storedRun('lower5'))).toEqual(jsonResult(storedRun('lower5')));
});

test('the result of batch 21 under its own policy is the recorded outcome', () => {
  const [batch] = jsonResult(storedRun('batch-21', { policy: 'service-2025-11-16' })).batches;
  expect(batch).toMatchObject({
    batch_id: 21,
    bos_batch_id: '19e9b199-b500-45ce-bf95-ed63bb7489aa',
    state: 'COMPLETED',
    status: 'COMPLETE_STABLE',
    comparison_budget: { max_pairs_requested: 100, source: 'runner_override' },
    total_budget: 100,
    submitted_comparisons: 10,
    completed_comparisons: 100,
    failed_comparisons: 0,
    current_iteration: 10,
  });
  expect(batch?.original_request).toMatchObject({ max_comparisons_override: 100, language: 'en' });
});

describe('waves and decisions of batch 21 under current', () => {
  const [batch] = jsonResult(storedRun('batch-21')).batches;

  test('the first wave is the request, every other one is rehydrated from it', () => {
    const [first, ...later] = batch?.waves ?? [];
    expect(first).toMatchObject({ cj_request_type: 'cj_comparison', rehydrated_from: 'request' });
    expect(new Set(later.map((wave) => `${wave.cj_request_type} from ${wave.rehydrated_from}`))).toEqual(
      new Set(['cj_retry from original_request']),
    );
  });

  test('source, cap, override, overrides and identity are the same in every wave', () => {
    const kept = (batch?.waves ?? []).map(({ source, cap, override, overrides, identity }) =>
      JSON.stringify({ source, cap, override, overrides, identity }),
    );
    expect(new Set(kept).size).toBe(1);
  });

  test('the decisions end with the one that scores', () => {
    expect(batch?.decisions.at(-1)).toMatchObject({ decision: 'FINALIZE_SCORING', mode: null, pending: 0 });
  });
});

describe('rankings', () => {
  test('rank 1 to n by score', () => {
    const [batch] = jsonResult(storedRun('eng5')).batches;
    const rankings = batch?.rankings ?? [];
    expect(rankings.map(({ rank }) => rank)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    const scores = rankings.map(({ score }) => score ?? Number.NaN);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(rankings.filter(({ is_anchor }) => is_anchor)).toHaveLength(12);
    expect(batch?.projections).toHaveLength(12);
  });

  test('a batch that has not ended has none', () => {
    const stuck = jsonResult(storedRun('seed-world')).batches.find(({ batch_id }) => batch_id === 5);
    expect(stuck).toMatchObject({ state: 'WAITING_CALLBACKS', rankings: [], projections: [] });
  });

  test('a batch that was cancelled has none', () => {
    const [batch] = jsonResult(storedRun('cancelled')).batches;
    expect(batch).toMatchObject({
      state: 'CANCELLED',
      status: 'ERROR_PROCESSING',
      rankings: [],
      projections: [],
      failed_reason: { reason: 'cancelled' },
    });
  });
});

test('fairness counts both orders of a pair', () => {
  const [batch] = jsonResult(storedRun('lower5')).batches;
  expect(batch?.fairness).toMatchObject({ both_orientations_share: 1, mean_abs_skew: 0, max_abs_skew: 0 });
});
