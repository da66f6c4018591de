import { expect, test } from 'vitest';
import {
  batchConfigProblem,
  batchingModeOrNull,
  completionThreshold,
  storedBatchConfig,
} from '../../src/cj/batch-config.js';

test.each([
  ['batch_size', 'a whole number', 9, 10, 200, 201],
  ['max_concurrent_batches', 'a whole number', 0, 1, 5, 6],
  ['partial_completion_threshold', 'a number', 0.49, 0.5, 1, 1.01],
])('%s has limits', (...limits) => {
  const [key, kind, below, least, most, above] = limits;
  const problems = [least, most, null, undefined].map((value) => batchConfigProblem({ [key]: value }));
  expect(problems).toEqual([null, null, null, null]);
  expect([below, above, 'ten', Number.NaN].map((value) => batchConfigProblem({ [key]: value }))).toEqual(
    [below, above, 'ten', Number.NaN].map(
      (value) => `${key} is ${JSON.stringify(value)}; it must be ${kind} from ${least} to ${most}`,
    ),
  );
});

test('part of a request is no number of requests', () => {
  expect(batchConfigProblem({ batch_size: 10.5 })).toBe(
    'batch_size is 10.5; it must be a whole number from 10 to 200',
  );
  expect(batchConfigProblem({ partial_completion_threshold: 0.75 })).toBeNull();
});

test('of the overrides the keys are stored that the service knows and that have a value', () => {
  const mode = 'per_request';
  expect(storedBatchConfig({ colour: 1, llm_batching_mode_override: mode, batch_size: null })).toEqual({
    llm_batching_mode_override: mode,
  });
});

test('a stored batching mode is one of the three, in small letters or capitals; an override is in small ones', () => {
  expect(['serial_bundle', 'PROVIDER_BATCH_API', 'bulk', 3].map(batchingModeOrNull)).toEqual([
    'serial_bundle',
    'provider_batch_api',
    null,
    null,
  ]);
  for (const mode of ['bulk', 'PER_REQUEST']) {
    expect(batchConfigProblem({ llm_batching_mode_override: mode })).toBe(
      `llm_batching_mode_override is "${mode}"; it must be one of per_request, serial_bundle, provider_batch_api`,
    );
  }
});

test('the completion threshold is the override, else the percentage of the row', () => {
  expect([
    completionThreshold({ partial_completion_threshold: 0.8 }, 95),
    completionThreshold({}, 95),
    completionThreshold(null, 50),
  ]).toEqual([0.8, 0.95, 0.5]);
});
