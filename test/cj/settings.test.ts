import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type SettingName, settingsSchema } from '../../src/cj/settings.js';

const accepts = (name: SettingName, value: unknown) => settingsSchema.safeParse({ [name]: value }).success;

/** A number that a setting takes, and the nearest below it that it refuses. */
const LEAST: readonly (readonly [number, number, readonly SettingName[]])[] = [
  [
    1,
    0,
    [
      'MAX_PAIRWISE_COMPARISONS',
      'DEFAULT_BATCH_SIZE',
      'FAILED_COMPARISON_RETRY_THRESHOLD',
      'RETRY_BATCH_SIZE',
      'SERIAL_BUNDLE_MAX_REQUESTS',
      'COMPARISONS_PER_STABILITY_CHECK_ITERATION',
      'LLM_MAX_CONCURRENT_CALLS',
      'LLM_MAX_CALLS_PER_MINUTE',
      'LLM_CIRCUIT_FAILURE_THRESHOLD',
    ],
  ],
  [0, -1, ['MIN_COMPARISONS_FOR_STABILITY_CHECK', 'MAX_RETRY_ATTEMPTS', 'LLM_MAX_RETRIES']],
  [
    0,
    -0.001,
    [
      'SCORE_STABILITY_THRESHOLD',
      'MIN_SUCCESS_RATE_THRESHOLD',
      'PAIR_MATCHING_WEIGHT_COUNT',
      'PAIR_MATCHING_WEIGHT_PROXIMITY',
      'FORCED_SCORING_MIN_PROGRESS_PCT',
    ],
  ],
  [0.001, 0.0009, ['OUTBOX_RETRY_SECONDS', 'LLM_CIRCUIT_OPEN_SECONDS']],
  [0.01, 0.009, ['BATCH_MONITOR_INTERVAL_MINUTES']],
];

test.each(LEAST.flatMap(([least, below, names]) => names.map((name) => [name, least, below] as const)))(
  '%s takes %d and refuses %d',
  (name, least, below) => {
    expect(accepts(name, least)).toBe(true);
    expect(accepts(name, below)).toBe(false);
  },
);

test.each([
  ['DEFAULT_BATCH_SIZE', 200, 201],
  ['MIN_SUCCESS_RATE_THRESHOLD', 1, 1.001],
  ['PAIR_MATCHING_WEIGHT_COUNT', 1e6, 1_000_001],
  ['FORCED_SCORING_MIN_PROGRESS_PCT', 100, 100.1],
  ['BATCH_TIMEOUT_HOURS', 87_600, 87_601],
  ['BATCH_MONITOR_INTERVAL_MINUTES', 5_256_000, 5_256_001],
  ['CONTENT_TIMEOUT_SECONDS', 315_360_000, 315_360_001],
] as const)('%s takes %d and refuses %d', (name, most, beyond) => {
  expect(accepts(name, most)).toBe(true);
  expect(accepts(name, beyond)).toBe(false);
});

test('caps on resampling take what an operator may set, negative and null too', () => {
  for (const name of [
    'MAX_RESAMPLING_PASSES_FOR_SMALL_NET',
    'MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH',
  ] as const) {
    for (const value of [null, -3, 0, 1.5]) expect(accepts(name, value)).toBe(true);
  }
});

test('every setting has a default that it takes, and a sentence', () => {
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    expect(accepts(name as SettingName, DEFAULT_SETTINGS[name as SettingName]), name).toBe(true);
    expect(schema.description, name).toMatch(/^\S.{10,}/);
  }
});
