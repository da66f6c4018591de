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

const budget = z
  .object({ max_pairs_requested: z.int(), source: z.enum(BUDGET_SOURCES) })
  .describe('Cap and where it comes from');

const decision = z.object({
  iteration: count.describe('The wave that was answered'),
  decision: z.enum(DECISIONS),
  mode: z.enum(PAIR_MODES).nullable().describe('Kind of the wave that follows, or null'),
  outcome: z.string(),
  submitted: count,
  completed: count,
  failed: count,
  callbacks_received: count,
  pending: count,
  budget_source: z.enum(BUDGET_SOURCES).nullable(),
  max_comparisons_override: z.int().nullable(),
  total_budget: z.int().describe('The completion denominator'),
  max_pairs_cap: z.int(),
  pairs_remaining: count,
  budget_exhausted: z.boolean(),
  callbacks_reached_cap: z.boolean(),
  success_rate: z.number().nullable(),
  zero_successes: z.boolean(),
  below_success_threshold: z.boolean(),
  fit_failed: z.boolean(),
  max_score_change: logits,
  stability_passed: z.boolean(),
  is_small_net: z.boolean(),
  recounted: z.boolean(),
  max_possible_pairs: count,
  successful_pairs_count: count,
  given_up_pairs_count: count,
  waiting_retry_count: count,
  coverage_complete: z.boolean(),
  resampling_pass_count: count,
  small_net_resampling_cap: z.int(),
  small_net_cap_reached: z.boolean(),
  regular_batch_resampling_cap: z.int(),
  regular_batch_cap_reached: z.boolean(),
  batching_mode: z.enum(BATCHING_MODES),
  nothing_left: z.boolean(),
  should_finalize: z.boolean(),
  should_fail: z.boolean(),
  may_resample: z.boolean(),
  waves_requested: z.array(z.enum(PAIR_MODES)),
  resampling_pass_count_after: count,
  completion: object.optional().describe('The completion rule of service-2025-11-16'),
});

const wave = z.object({
  iteration: count,
  mode: z.enum(PAIR_MODES),
  pairs: count,
  cj_request_type: z.enum(['cj_comparison', 'cj_retry']),
  rehydrated_from: z.enum(['request', 'original_request', 'batch_row']),
  source: z.enum(BUDGET_SOURCES),
  cap: z.int(),
  override: z.int().nullable(),
  batching_mode: z.enum(BATCHING_MODES),
  overrides: z.object({
    llm_config_overrides: object.nullable(),
    batch_config_overrides: object.nullable(),
  }),
  identity: z.object({
    assignment_id: z.string().nullable(),
    user_id: z.string().nullable(),
    org_id: z.string().nullable(),
    language: z.string(),
    course_code: z.string(),
  }),
});

const batch = z.object({
  batch_id: z.int(),
  bos_batch_id: z.string(),
  state: z.enum(BATCH_STATES),
  status: z.enum(UPLOAD_STATUSES),
  comparison_budget: budget.nullable(),
  total_budget: z.int().nullable(),
  total_comparisons: count,
  submitted_comparisons: count,
  completed_comparisons: count,
  failed_comparisons: count,
  current_iteration: count,
  expected_essay_count: count,
  original_request: object.nullable(),
  failed_reason: object.nullable(),
  decisions: z.array(decision),
  waves: z.array(wave),
  rankings: z
    .array(
      z.object({
        rank: z.int().min(1),
        els_essay_id: z.string(),
        score: logits,
        se: logits,
        comparison_count: count.describe('Comparisons with a usable answer'),
        is_anchor: z.boolean(),
      }),
    )
    .describe('Empty unless the batch is completed'),
  projections: z.array(
    z.object({
      els_essay_id: z.string(),
      primary_grade: z.string(),
      confidence_score: z.number(),
      confidence_label: z.string(),
      normalized_score: z.number().nullable(),
    }),
  ),
  fairness: z.object({
    mean_abs_skew: z.number().describe('Times shown as A minus times as B, absolute, mean over the essays'),
    max_abs_skew: z.number(),
    anchor_first_share: z.number().nullable().describe('Of all appearances of anchors, the share as A'),
    comparisons_with_anchor_first_share: z.number().nullable(),
    both_orientations_share: z.number().nullable().describe('Of the pairs asked, the share seen both ways'),
  }),
});

export const runResultSchema = z.object({
  schema_version: z.literal(RESULT_SCHEMA_VERSION),
  scenario: z.string(),
  digest: z.string().describe('Hexadecimal; equal for equal runs'),
  digest_version: z.int(),
  trace_digest: z.string(),
  seed: z.string(),
  policy: z
    .string()
    .describe('At the start, or of the fork; what is deployed later is in the header of the run'),
  defects: z.array(z.string()),
  ending: z.enum(['finished', 'stopped', 'horizon', 'timed_out', 'stranded']).or(z.string()),
  steps: count,
  virtual_duration_ms: count,
  faults: z
    .record(z.string(), count)
    .describe('How often each fault struck, by its name; 0 for one that was planned and never did'),
  batches: z.array(batch),
});

export type RunResult = z.output<typeof runResultSchema>;
export type BatchResult = RunResult['batches'][number];
