import { expect, test } from 'vitest';
import { batchConfigProblem, batchingModeOrNull, completionThreshold } from '../../src/cj/batch-config.js';

test.each([
  ['batch_size', 9, 10, 200, 201],
  ['max_concurrent_batches', 0, 1, 5, 6],
  ['partial_completion_threshold', 0.49, 0.5, 1, 1.01],
])('%s has limits', (...limits) => {
  const [key, below, least, most, above] = limits;
  const problems = [least, most, null, undefined].map((value) => batchConfigProblem({ [key]: value }));
  expect(problems).toEqual([null, null, null, null]);
  expect([below, above, 'ten', Number.NaN].map((value) => batchConfigProblem({ [key]: value }))).toEqual(
    [below, above, 'ten', Number.NaN].map(
      (value) => `${key} is ${JSON.stringify(value)}; it must be a number from ${least} to ${most}`,
    ),
  );
});

test('a batching mode is one of the three, in small letters or capitals', () => {
  expect(['serial_bundle', 'PROVIDER_BATCH_API', 'bulk', 3].map(batchingModeOrNull)).toEqual([
    'serial_bundle',
    'provider_batch_api',
    null,
    null,
  ]);
  expect(batchConfigProblem({ llm_batching_mode_override: 'bulk' })).toBe(
    'llm_batching_mode_override is "bulk"; it must be one of per_request, serial_bundle, provider_batch_api',
  );
});

test('the completion threshold is the override, else the percentage of the row', () => {
  expect([
    completionThreshold({ partial_completion_threshold: 0.8 }, 95),
    completionThreshold({}, 95),
    completionThreshold(null, 50),
  ]).toEqual([0.8, 0.95, 0.5]);
});
