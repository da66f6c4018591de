/** The JSON result of a run (`cjsim run --json`): its schema, from which type and schema file come. */
import * as z from 'zod';
import {
  BATCH_STATES,
  BATCHING_MODES,
  BUDGET_SOURCES,
  DECISIONS,
  PAIR_MODES,
  UPLOAD_STATUSES,
} from '../cj/words.js';

/** Grows by one when a key changes its meaning or goes. */
export const RESULT_SCHEMA_VERSION = 1;

const count = z.int().min(0);
const logits = z.number().nullable();
const object = z.record(z.string(), z.unknown());
const cap = z.int().describe('Comparisons that the batch may ask');
const override = z.int().nullable().describe('The budget that the request named');
const batchingMode = z.enum(BATCHING_MODES).describe('How requests reach the provider');

const budget = z.object({
  max_pairs_requested: z.int().describe('The cap: comparisons that the batch may ask'),
  source: z
    .enum(BUDGET_SOURCES)
    .describe('`runner_override`: the request named it; `service_default`: the settings did'),
});

/** The values of 02 ("Continuing"), under their names there. */
const decision = z.object({
  iteration: count.describe('The wave that was answered'),
  decision: z.enum(DECISIONS).describe('What the workflow does next'),
  mode: z.enum(PAIR_MODES).nullable().describe('Kind of the wave that follows, or null'),
  outcome: z.string().describe('What the decision leads to: a kind of wave, an end, or `nothing`'),
  submitted: count.describe('Comparisons asked, as the batch counts them'),
  completed: count.describe('Answers with a winner'),
  failed: count.describe('Answers that were errors'),
  callbacks_received: count.describe('completed + failed'),
  pending: count.describe('Comparisons without an answer'),
  budget_source: z.enum(BUDGET_SOURCES).nullable().describe('Where the cap comes from'),
  max_comparisons_override: override,
  total_budget: z.int().describe('The completion denominator'),
  max_pairs_cap: cap,
  pairs_remaining: count.describe('max_pairs_cap − submitted, at least 0'),
  budget_exhausted: z.boolean().describe('No pairs remain'),
  callbacks_reached_cap: z.boolean().describe('callbacks_received ≥ total_budget'),
  success_rate: z.number().nullable().describe('completed / callbacks_received; null without answers'),
  zero_successes: z.boolean().describe('Answers came, and all were errors'),
  below_success_threshold: z.boolean().describe('success_rate < `MIN_SUCCESS_RATE_THRESHOLD`'),
  fit_failed: z.boolean().describe('No scores could be fitted'),
  max_score_change: logits.describe(
    'Logits: largest change of a score since the last fit; null the first time',
  ),
  stability_passed: z.boolean().describe('The scores are stable enough to stop'),
  is_small_net: z.boolean().describe('Expected essays ≤ `MIN_RESAMPLING_NET_SIZE`'),
  recounted: z.boolean().describe('Coverage was counted anew from the comparisons'),
  max_possible_pairs: count.describe('n(n − 1)/2 of the n essays and anchors'),
  successful_pairs_count: count.describe('Pairs with a usable answer'),
  given_up_pairs_count: count.describe('Pairs that failed as often as they may be asked'),
  waiting_retry_count: count.describe('Failed pairs that may be asked again'),
  coverage_complete: z.boolean().describe('Nothing is left that could be answered for the first time'),
  resampling_pass_count: count.describe('Resampling waves before this decision'),
  small_net_resampling_cap: z.int().describe('Resampling waves that a small net may have'),
  small_net_cap_reached: z.boolean().describe('A small net, covered, with all its resampling waves'),
  regular_batch_resampling_cap: z.int().describe('Resampling waves of another net; 0 for a small one'),
  regular_batch_cap_reached: z.boolean().describe('Another net with all its resampling waves'),
  batching_mode: batchingMode,
  nothing_left: z.boolean().describe('More is allowed, but there is nothing to ask'),
  should_finalize: z.boolean().describe('A reason to end holds'),
  should_fail: z.boolean().describe('A reason to fail holds, which goes before one to end'),
  may_resample: z.boolean().describe('Answered pairs may be asked again'),
  waves_requested: z.array(z.enum(PAIR_MODES)).describe('Kinds of wave that were tried, in order'),
  resampling_pass_count_after: count.describe('The same after this decision'),
  completion: object.optional().describe('The completion rule of service-2025-11-16'),
});

const wave = z.object({
  iteration: count.describe('From 1'),
  mode: z.enum(PAIR_MODES).describe('New pairs, answered pairs again, or failed ones again'),
  pairs: count.describe('Comparisons in it'),
  cj_request_type: z.enum(['cj_comparison', 'cj_retry']).describe('As the provider is told'),
  rehydrated_from: z
    .enum(['request', 'original_request', 'batch_row'])
    .describe('Where overrides and identity were read: the first wave has the request itself'),
  source: z.enum(BUDGET_SOURCES).describe('Where the cap comes from'),
  cap,
  override,
  batching_mode: batchingMode,
  overrides: z
    .object({
      llm_config_overrides: object.nullable().describe('Provider, model, temperature and the like'),
      batch_config_overrides: object.nullable().describe('Settings of this batch alone'),
    })
    .describe('What the request asked for, as this wave found it'),
  identity: z
    .object({
      assignment_id: z.string().nullable().describe('The assignment, if it is known'),
      user_id: z.string().nullable().describe('Who asked'),
      org_id: z.string().nullable().describe('Whose organisation'),
      language: z.string().describe('Of the essays'),
      course_code: z.string().describe('Of the course'),
    })
    .describe('Whose batch it is, as this wave found it'),
});

const ranked = z.object({
  rank: z.int().min(1).describe('1 is the best'),
  els_essay_id: z.string().describe('The essay, or the anchor'),
  score: logits.describe('Bradley-Terry score in logits; the mean of all is 0'),
  se: logits.describe('Its standard error in logits; 0 for the essay that all are compared with'),
  comparison_count: count.describe('Comparisons with a usable answer'),
  is_anchor: z.boolean().describe('An essay whose grade is known'),
});

const projected = z.object({
  els_essay_id: z.string().describe('The essay; anchors have none'),
  primary_grade: z.string().describe('The most probable grade, with its sign where the scale has signs'),
  confidence_score: z.number().describe('0 to 1: how narrow the grade probabilities are'),
  confidence_label: z.string().describe('The same as `LOW`, `MID` or `HIGH`'),
  normalized_score: z.number().nullable().describe('0 to 1 on the scale of grades'),
});

const fairness = z
  .object({
    mean_abs_skew: z.number().describe('Times shown as A minus times as B, absolute, mean over the essays'),
    max_abs_skew: z.number().describe('The greatest of these'),
    anchor_first_share: z.number().nullable().describe('Of all appearances of anchors, the share as A'),
    comparisons_with_anchor_first_share: z
      .number()
      .nullable()
      .describe('Of all comparisons, the share that shows an anchor as A'),
    both_orientations_share: z.number().nullable().describe('Of the pairs asked, the share seen both ways'),
  })
  .describe('Whether essays are shown first as often as second');

const batch = z.object({
  batch_id: z.int().describe('In the database'),
  bos_batch_id: z.string().describe('A UUID: the batch as other services know it'),
  state: z.enum(BATCH_STATES).describe('The fine state, of `cj_batch_states`'),
  status: z.enum(UPLOAD_STATUSES).describe('The coarse one, of `cj_batch_uploads`'),
  comparison_budget: budget
    .nullable()
    .describe('The cap and where it comes from; null for a batch that never got one'),
  total_budget: z.int().nullable().describe('The completion denominator; null before the first wave'),
  total_comparisons: count.describe('Comparisons of all waves, as the policy counts them'),
  submitted_comparisons: count.describe('Comparisons asked, as the policy counts them'),
  completed_comparisons: count.describe('Answers with a winner'),
  failed_comparisons: count.describe('Answers that were errors'),
  current_iteration: count.describe('The last wave'),
  expected_essay_count: count.describe('Essays and anchors, once the batch is prepared'),
  original_request: object.nullable().describe('What was asked for, as the batch keeps it'),
  failed_reason: object
    .nullable()
    .describe('Why it failed, also where it was completed after that; null where it never did'),
  decisions: z.array(decision).describe('In order; one a wave that was answered, but for service-2025-11-16'),
  waves: z.array(wave).describe('What was asked, wave by wave'),
  rankings: z.array(ranked).describe('Empty unless the batch is completed'),
  projections: z
    .array(projected)
    .describe('Grades; empty unless the batch is completed and has usable anchors'),
  fairness,
});

export const runResultSchema = z.object({
  schema_version: z
    .literal(RESULT_SCHEMA_VERSION)
    .describe('Grows by one when a key changes its meaning or goes'),
  scenario: z.string().describe('Its name'),
  digest: z.string().describe('Hexadecimal; equal for equal runs'),
  digest_version: z.int().describe('How digests are made: only those of one version can be compared'),
  trace_digest: z.string().describe('The same of the trace alone'),
  seed: z.string().describe('Everything drawn in the run comes from it'),
  policy: z
    .string()
    .describe('At the start, or of the fork; what is deployed later is in the header of the run'),
  defects: z.array(z.string()).describe('Switched on by name'),
  ending: z
    .enum(['finished', 'stopped', 'horizon', 'timed_out', 'stranded'])
    .describe(
      'All batches ended, a stop point, the horizon, a runner that waited too long, or nothing left to do',
    ),
  steps: count.describe('Records of the trace'),
  virtual_duration_ms: count.describe('Virtual milliseconds from the start to the last step'),
  faults: z
    .record(z.string(), count)
    .describe('How often each fault struck, by its name; 0 for one that was planned and never did'),
  batches: z.array(batch).describe('In the order of their ids'),
});

export type RunResult = z.output<typeof runResultSchema>;
export type BatchResult = RunResult['batches'][number];
