/**
 * Every threshold of the workflow, with the service's name, its default under `current`, and one sentence.
 * A scenario or `--set` overrides any of them; a policy brings its own defaults (src/cj/policies/).
 * The effective values are recorded in the run's header. The reference page is generated from this file.
 */
import * as z from 'zod';
import { BATCHING_MODES } from './words.js';

const count = z.int().min(0);
const positive = z.int().min(1);
/** A cap that the service lets an operator set to anything; null means 0. */
const cap = z.number().nullable();
/** Ten years, as for a duration of a scenario. */
const LONGEST_DAYS = 3650;
const seconds = z
  .number()
  .positive()
  .max(LONGEST_DAYS * 86_400);
/** What happens again and again at one moment happens for ever: at least a millisecond. */
const pause = seconds.min(0.001);
const weight = z.number().min(0).max(1e6);

export const settingsSchema = z.strictObject({
  MAX_PAIRWISE_COMPARISONS: positive
    .default(120)
    .describe("The service's guardrail: no batch may submit more comparisons than this"),
  DEFAULT_BATCH_SIZE: z.int().min(1).max(200).default(50).describe('Requests to the provider per chunk'),
  MIN_COMPARISONS_FOR_STABILITY_CHECK: count
    .default(12)
    .describe('Callbacks that must be in before scores can count as stable'),
  SCORE_STABILITY_THRESHOLD: z
    .number()
    .min(0)
    .default(0.025)
    .describe('Largest change of any score, in logits, between two waves that counts as stable'),
  MIN_SUCCESS_RATE_THRESHOLD: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(0.8)
    .describe(
      'Share of usable answers below which a batch is not stable and fails at a cap; null switches it off',
    ),
  MIN_RESAMPLING_NET_SIZE: z
    .int()
    .default(3)
    .describe('A net of at most this many essays is small: it resamples under its own cap'),
  MAX_RESAMPLING_PASSES_FOR_SMALL_NET: cap.default(4).describe('Resampling waves of a small net; null is 0'),
  MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH: cap
    .default(1)
    .describe('Resampling waves of a regular net; null is 0'),
  ENABLE_FAILED_COMPARISON_RETRY: z.boolean().default(true).describe('Ask failed comparisons again'),
  FAILED_COMPARISON_RETRY_THRESHOLD: positive
    .default(20)
    .describe('Waiting failed pairs from which a retry wave goes before coverage'),
  MAX_RETRY_ATTEMPTS: count
    .default(3)
    .describe('How often a failed pair is asked again before it is given up'),
  RETRY_BATCH_SIZE: positive.default(50).describe('Pairs in one retry wave'),
  LLM_BATCHING_MODE: z
    .enum(BATCHING_MODES)
    .default('serial_bundle')
    .describe('How requests travel to the provider'),
  DEFAULT_LLM_PROVIDER: z.string().min(1).default('openai').describe('Provider where the request names none'),
  DEFAULT_LLM_MODEL: z.string().min(1).default('simulated').describe('Model where the request names none'),
  SERIAL_BUNDLE_MAX_REQUESTS: positive
    .default(64)
    .describe('Requests that the provider joins into one call in serial_bundle mode'),
  PROVIDER_BATCH_API_PROVIDERS: z
    .array(z.string())
    .default(['openai', 'anthropic'])
    .describe('Providers that may be used in provider_batch_api mode; others fall back to serial_bundle'),
  PAIR_MATCHING_STRATEGY: z
    .enum(['optimal_graph', 'random', 'adaptive', 'd_optimal'])
    .default('optimal_graph')
    .describe('How the pairs of a coverage wave are chosen'),
  PAIR_ORIENTATION_STRATEGY: z
    .enum(['fair_complement', 'random', 'anchor_first', 'id_order'])
    .default('fair_complement')
    .describe('Which essay of a pair is shown first'),
  BT_ESTIMATOR: z
    .enum(['service', 'map'])
    .default('service')
    .describe(
      'How scores are fitted: as the service does, or with a normal prior whose pull does not grow with the net',
    ),
  BT_PRIOR_SD: z
    .number()
    .min(0.1)
    .max(20)
    .nullable()
    .default(1.5)
    .describe(
      'With BT_ESTIMATOR map: SD of the prior in logits; null estimates it each time, which early waves pull to 0',
    ),
  GRADE_BANDS: z
    .enum(['hard', 'probabilistic'])
    .default('hard')
    .describe('How a score becomes grade probabilities: hard bands as in the service, or without the cut'),
  PAIR_MATCHING_WEIGHT_COUNT: weight.default(1).describe('Weight of few comparisons in the matching'),
  PAIR_MATCHING_WEIGHT_PROXIMITY: weight.default(0.5).describe('Weight of close scores in the matching'),
  COMPARISONS_PER_STABILITY_CHECK_ITERATION: positive
    .default(10)
    .describe('Pairs per wave under the policies of 2025'),
  CONTENT_TIMEOUT_SECONDS: seconds.default(30).describe('A text not delivered by then counts as missing'),
  BATCH_MONITOR_FIRST_SECONDS: seconds.default(30).describe("Time of the monitor's first sweep"),
  BATCH_MONITOR_INTERVAL_MINUTES: z
    .number()
    .min(0.01)
    .max(LONGEST_DAYS * 1440)
    .default(5)
    .describe('Time between two sweeps of the monitor'),
  BATCH_TIMEOUT_HOURS: z
    .number()
    .positive()
    .max(LONGEST_DAYS * 24)
    .default(4)
    .describe('Inactivity after which a batch is stuck'),
  FORCED_SCORING_MIN_PROGRESS_PCT: z
    .number()
    .min(0)
    .max(100)
    .default(80)
    .describe('Progress from which a stuck batch is scored with what it has, if it has a usable answer'),
  OUTBOX_RETRY_SECONDS: pause.default(30).describe('Wait after a publication that failed'),
  LLM_MAX_CONCURRENT_CALLS: positive.default(8).describe('Calls that the provider has under way at once'),
  LLM_MAX_CALLS_PER_MINUTE: positive
    .nullable()
    .default(null)
    .describe('Calls that the provider starts in any minute; null sets no limit'),
  LLM_MAX_RETRIES: count
    .default(3)
    .describe('How often the provider tries a call again that did not get through'),
  LLM_RETRY_BASE_SECONDS: seconds
    .default(1)
    .describe('Wait before the first retry of a call; it doubles with each, and Retry-After may lengthen it'),
  LLM_RETRY_MAX_SECONDS: seconds.default(60).describe('Longest wait before a retry of a call'),
  LLM_CIRCUIT_FAILURE_THRESHOLD: positive
    .default(5)
    .describe('Calls in a row that did not get through, from which the circuit breaker holds all calls back'),
  LLM_CIRCUIT_OPEN_SECONDS: pause
    .default(60)
    .describe('How long the circuit breaker holds calls back before it lets one through'),
});

export type Settings = Readonly<z.output<typeof settingsSchema>>;
export type SettingName = keyof Settings;

/** The settings of `current` where nothing overrides them. */
export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
