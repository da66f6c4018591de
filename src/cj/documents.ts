/**
 * The JSON documents of the store: one zod schema each, and the type derived from it (01, "Metadata
 * documents"). Unknown keys are an error; absent values are left out, never null. The order of the keys
 * here is the order in which they are written. How documents reach a row is in src/store/metadata.ts.
 *
 * What a continuation reads back is loosely typed on purpose (stored-value.ts): a batch that old code
 * wrote must still finish.
 */
import * as z from 'zod';
import { BATCHING_MODES, BUDGET_SOURCES } from './words.js';

const text = z.string();
/** Any JSON object; that its values are JSON is checked where it is written (src/store/document-text.ts). */
const object = z.record(z.string(), z.unknown());
const count = z.int().min(0);

/** What the runner asked for, kept as it was asked: `original_request` of both batch tables. */
export const originalRequestSchema = z.strictObject({
  assignment_id: text.exactOptional(),
  language: text,
  course_code: text,
  cj_source: text.default('els'),
  cj_request_type: text.default('cj_comparison'),
  student_prompt_text: text.exactOptional(),
  student_prompt_storage_id: text.exactOptional(),
  judge_rubric_text: text.exactOptional(),
  judge_rubric_storage_id: text.exactOptional(),
  llm_config_overrides: object.exactOptional(),
  batch_config_overrides: object.exactOptional(),
  max_comparisons_override: z.int().min(1).exactOptional(),
  user_id: text.exactOptional(),
  org_id: text.exactOptional(),
});
export type OriginalCJRequestMetadata = Readonly<z.output<typeof originalRequestSchema>>;

const essayKeys = {
  anchor_grade: text.exactOptional(),
  known_grade: text.exactOptional(),
  anchor_ref_id: z.union([z.int(), text]).exactOptional(),
  text_storage_id: text.exactOptional(),
};

/** `cj_processed_essays.processing_metadata` of a student's essay. */
export const essayMetadataSchema = z.strictObject({ is_anchor: z.boolean().exactOptional(), ...essayKeys });
export type CJEessayMetadata = Readonly<z.output<typeof essayMetadataSchema>>;

/** `cj_processed_essays.processing_metadata` of an anchor. */
export const anchorMetadataSchema = z.strictObject({
  is_anchor: z.literal(true),
  ...essayKeys,
  anchor_label: text.exactOptional(),
});
export type CJAnchorMetadata = Readonly<z.output<typeof anchorMetadataSchema>>;

/** Prompt and rubric as resolved for the batch. */
export const processingMetadataSchema = z.strictObject({
  student_prompt_text: text.exactOptional(),
  student_prompt_storage_id: text.exactOptional(),
  judge_rubric_text: text.exactOptional(),
  judge_rubric_storage_id: text.exactOptional(),
});

/** `cj_batch_uploads.processing_metadata` */
export const batchUploadMetadataSchema = z.strictObject({
  ...processingMetadataSchema.shape,
  original_request: originalRequestSchema.exactOptional(),
});
export type BatchUploadMetadata = Readonly<z.output<typeof batchUploadMetadataSchema>>;

const comparisonBudgetSchema = z.strictObject({
  max_pairs_requested: z.int(),
  source: z.enum(BUDGET_SOURCES),
});

/** Diagnostics of a fit: standard errors in logits, numbers of essays and comparisons. */
const seSummarySchema = z.strictObject({
  mean_se: z.number(),
  max_se: z.number(),
  min_se: z.number(),
  item_count: count,
  comparison_count: count,
  items_at_cap: count,
  isolated_items: count,
  mean_comparisons_per_item: z.number(),
  min_comparisons_per_item: count,
  max_comparisons_per_item: count,
});

const qualityFlagsSchema = z.strictObject({
  bt_se_inflated: z.boolean(),
  comparison_coverage_sparse: z.boolean(),
  has_isolated_items: z.boolean(),
});

const failedReasonSchema = z.strictObject({ reason: text, timestamp: text, details: object });

/** `cj_batch_states.processing_metadata`: grows by merging. */
export const batchStateMetadataSchema = z.strictObject({
  comparison_budget: comparisonBudgetSchema.exactOptional(),
  config_overrides: object.exactOptional(),
  llm_overrides: object.exactOptional(),
  llm_batching_mode: z.enum(BATCHING_MODES).exactOptional(),
  /** Logits by essay id, as of `last_scored_iteration`. */
  bt_scores: z.record(z.string(), z.number()).exactOptional(),
  last_scored_iteration: count.exactOptional(),
  /** Logits; null the first time. */
  last_score_change: z.number().nullable().exactOptional(),
  bt_se_summary: seSummarySchema.exactOptional(),
  bt_quality_flags: qualityFlagsSchema.exactOptional(),
  max_possible_pairs: count.exactOptional(),
  successful_pairs_count: count.exactOptional(),
  unique_coverage_complete: z.boolean().exactOptional(),
  resampling_pass_count: count.exactOptional(),
  failed_reason: failedReasonSchema.exactOptional(),
  forced_to_scoring: z.boolean().exactOptional(),
  /** The `last_activity_at` at which the monitor found it waiting for nothing and let it go on. */
  told_to_go_on: z.string().exactOptional(),
  original_request: originalRequestSchema.exactOptional(),
});
export type BatchStateMetadata = Readonly<z.output<typeof batchStateMetadataSchema>>;

/** `cj_comparison_pairs.processing_metadata`: who answered, and what it cost. */
export const comparisonMetadataSchema = z.strictObject({
  provider: text,
  model: text,
  response_time_ms: z.number(),
  token_usage: z.strictObject({ prompt_tokens: z.number(), completion_tokens: z.number() }).exactOptional(),
  cost_usd: z.number().exactOptional(),
});
export type ComparisonMetadata = Readonly<z.output<typeof comparisonMetadataSchema>>;
