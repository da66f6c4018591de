/** Settings of a random scenario: each group is left out of most, and its values lie at the edges of the rules. */
import type { Dice } from './dice.js';

type Value = Readonly<Record<string, unknown>>;

const CHOICES: readonly (readonly [string, readonly unknown[]])[] = [
  ['MIN_COMPARISONS_FOR_STABILITY_CHECK', [0, 4, 30]],
  ['SCORE_STABILITY_THRESHOLD', [0, 0.1, 0.5, 3]],
  ['MIN_SUCCESS_RATE_THRESHOLD', [null, 0.5, 0.2]],
  ['MIN_RESAMPLING_NET_SIZE', [0, 5, 8]],
  ['MAX_RESAMPLING_PASSES_FOR_SMALL_NET', [0, 1, 2, null]],
  ['MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH', [0, 2, 3]],
  ['ENABLE_FAILED_COMPARISON_RETRY', [false]],
  ['FAILED_COMPARISON_RETRY_THRESHOLD', [1, 3]],
  ['MAX_RETRY_ATTEMPTS', [0, 1]],
  ['RETRY_BATCH_SIZE', [1, 3]],
  ['LLM_BATCHING_MODE', ['per_request', 'provider_batch_api']],
  ['BATCH_TIMEOUT_HOURS', [0.01, 0.02]],
  ['FORCED_SCORING_MIN_PROGRESS_PCT', [0, 50, 100]],
  ['LLM_MAX_CONCURRENT_CALLS', [1, 2]],
];

/** What changes how a world runs more than what it decides. */
const SELDOM: readonly (readonly [string, readonly unknown[]])[] = [
  ['PAIR_MATCHING_STRATEGY', ['random', 'adaptive', 'd_optimal']],
  ['PAIR_ORIENTATION_STRATEGY', ['random']],
  ['BT_ESTIMATOR', ['map']],
  ['GRADE_BANDS', ['probabilistic']],
  ['DEFAULT_BATCH_SIZE', [1, 3]],
  ['SERIAL_BUNDLE_MAX_REQUESTS', [1, 2]],
  ['CONTENT_TIMEOUT_SECONDS', [0.05, 5]],
  ['OUTBOX_RETRY_SECONDS', [1]],
  ['LLM_MAX_CALLS_PER_MINUTE', [2, 10]],
  ['LLM_MAX_RETRIES', [0, 1]],
  ['LLM_CIRCUIT_FAILURE_THRESHOLD', [1, 2]],
  ['LLM_CIRCUIT_OPEN_SECONDS', [2]],
];

const CAPS = [1, 2, 3, 4, 6, 8, 10, 15, 20, 30];
const CAPS_BESIDE_OTHERS = [1, 2, 3, 4, 6, 8];

/**
 * `isAligned`: everything takes the same time, so that much is due at once. `isAlone`: there is one batch; several
 * are always capped, since big ones take a third of the time of a search and find hardly more.
 */
export function randomSettings(
  dice: Dice,
  { isAligned, isAlone }: { readonly isAligned: boolean; readonly isAlone: boolean },
): Value {
  const chosen = [...among(dice, CHOICES, 0.2), ...among(dice, SELDOM, 0.04)];
  const isCapped = !isAlone || dice.chance('cap?', 0.8);
  const cap = isCapped
    ? { MAX_PAIRWISE_COMPARISONS: dice.pick('cap', isAlone ? CAPS : CAPS_BESIDE_OTHERS) }
    : {};
  const monitor =
    isAligned && dice.chance('monitor', 0.5)
      ? {
          BATCH_MONITOR_FIRST_SECONDS: 1,
          BATCH_MONITOR_INTERVAL_MINUTES: 1 / 60,
          // As long as an answer takes, less a part of a millisecond: a sweep finds a batch stuck in the moment in which it is not.
          BATCH_TIMEOUT_HOURS: dice.chance('impatient', 0.25) ? 0.0002777 : 0.02,
        }
      : {};
  return { ...Object.fromEntries(chosen), ...cap, ...monitor };
}

function among(dice: Dice, choices: typeof CHOICES, share: number): readonly (readonly [string, unknown])[] {
  return choices
    .filter(([name]) => dice.chance(`set/${name}`, share))
    .map(([name, values]) => [name, dice.pick(`value/${name}`, values)]);
}
