/**
 * The tables as Kysely types (01). Names and columns are the service's, so that its operators' SQL works
 * here; those of the simulation are in simulation-tables.ts. The migrations create them.
 *
 * Prompts are large and repeat: a comparison keeps the hash of its prompt (`prompt_hash`, in place of the
 * service's `prompt_text`), and `sim_prompts` holds each text once, only with `--keep-prompts`.
 * Booleans are 0 or 1, times are timestamps (timestamp.ts), documents are JSON texts.
 */
import type { ColumnType, Generated } from 'kysely';
import type {
  BatchId,
  BatchState,
  CorrelationId,
  EssayId,
  PairMode,
  UploadStatus,
  Winner,
} from '../cj/words.js';
import type { AnswerDocument, MergedMetadata } from './metadata.js';
import type {
  SimActorsTable,
  SimBatchesTable,
  SimChainTable,
  SimContentsTable,
  SimHeaderTable,
  SimPromptsTable,
  SimQueueTable,
  SimTraceTable,
  SimVerdictsTable,
} from './simulation-tables.js';
import type { Timestamp } from './timestamp.js';

export type Flag = 0 | 1;

/** A document that starts as `{}` and is filled by the merge helpers alone: nothing else has the type. */
type MergedDocument = ColumnType<string, never, MergedMetadata>;

export interface BatchUploadsTable {
  id: Generated<BatchId>;
  bos_batch_id: string;
  event_correlation_id: string;
  language: string;
  course_code: string;
  assignment_id: string | null;
  user_id: string | null;
  org_id: string | null;
  /** Nodes of the net, anchors included, once the batch is prepared. */
  expected_essay_count: number;
  status: UploadStatus;
  processing_metadata: MergedDocument;
  created_at: Timestamp;
  completed_at: Timestamp | null;
}

export interface BatchStatesTable {
  batch_id: BatchId;
  state: BatchState;
  /** The completion denominator; null until the first submission. */
  total_budget: number | null;
  total_comparisons: Generated<number>;
  submitted_comparisons: Generated<number>;
  completed_comparisons: Generated<number>;
  failed_comparisons: Generated<number>;
  current_iteration: Generated<number>;
  completion_threshold_pct: Generated<number>;
  partial_scoring_triggered: Generated<Flag>;
  last_activity_at: Timestamp;
  processing_metadata: MergedDocument;
}

export interface ProcessedEssaysTable {
  els_essay_id: EssayId;
  cj_batch_id: BatchId;
  text_storage_id: string;
  /** Not kept by default: the text is found by its storage id in `sim_contents`. */
  assessment_input_text: string | null;
  /** Logits, mean 0 over the net. */
  current_bt_score: number | null;
  current_bt_se: number | null;
  /** Comparisons with a usable answer. */
  comparison_count: Generated<number>;
  is_anchor: Flag;
  processing_metadata: MergedDocument;
  created_at: Timestamp;
}

export interface ComparisonPairsTable {
  id: Generated<number>;
  cj_batch_id: BatchId;
  /** Shown first. */
  essay_a_els_id: EssayId;
  essay_b_els_id: EssayId;
  prompt_hash: string | null;
  request_correlation_id: CorrelationId;
  submitted_at: Timestamp;
  completed_at: Timestamp | null;
  /** null while the comparison is open. */
  winner: Winner | null;
  /** 1 … 5 */
  confidence: number | null;
  justification: string | null;
  raw_llm_response: string | null;
  error_code: string | null;
  error_correlation_id: string | null;
  error_timestamp: Timestamp | null;
  error_service: string | null;
  /** JSON */
  error_details: string | null;
  pair_generation_mode: PairMode;
  /** Written once, with the answer. */
  processing_metadata: ColumnType<string, never, AnswerDocument>;
  created_at: Timestamp;
}

export interface GradeProjectionsTable {
  els_essay_id: EssayId;
  cj_batch_id: BatchId;
  primary_grade: string;
  grade_scale: string;
  confidence_score: number;
  confidence_label: string;
  /** JSON */
  calculation_metadata: string;
  population_prior: string | null;
  assessment_method: string;
  model_used: string | null;
  model_provider: string | null;
  normalized_score: number | null;
  created_at: Timestamp;
}

export interface AssessmentInstructionsTable {
  id: Generated<number>;
  /** Either this or `course_id`. */
  assignment_id: string | null;
  course_id: string | null;
  instructions_text: string;
  grade_scale: string;
  context_origin: string;
  student_prompt_storage_id: string | null;
  judge_rubric_storage_id: string | null;
  created_at: Timestamp;
}

export interface AnchorEssayReferencesTable {
  id: Generated<number>;
  anchor_label: string;
  grade: string;
  grade_scale: string;
  text_storage_id: string;
  assignment_id: string | null;
  created_at: Timestamp;
}

export interface EventOutboxTable {
  id: Generated<number>;
  aggregate_type: string;
  event_type: string;
  /** JSON */
  event_data: string;
  event_key: string | null;
  topic: string;
  created_at: Timestamp;
  published_at: Timestamp | null;
  retry_count: Generated<number>;
  last_error: string | null;
  /** Unique where it is not null: the guard against a second completion event. */
  dedupe_key: string | null;
  /** Not in the service: lets a deleted batch take its events along. */
  cj_batch_id: BatchId | null;
}

export interface Database {
  cj_batch_uploads: BatchUploadsTable;
  cj_batch_states: BatchStatesTable;
  cj_processed_essays: ProcessedEssaysTable;
  cj_comparison_pairs: ComparisonPairsTable;
  grade_projections: GradeProjectionsTable;
  assessment_instructions: AssessmentInstructionsTable;
  anchor_essay_references: AnchorEssayReferencesTable;
  event_outbox: EventOutboxTable;
  sim_header: SimHeaderTable;
  sim_chain: SimChainTable;
  sim_batches: SimBatchesTable;
  sim_queue: SimQueueTable;
  sim_actors: SimActorsTable;
  sim_trace: SimTraceTable;
  sim_verdicts: SimVerdictsTable;
  sim_contents: SimContentsTable;
  sim_prompts: SimPromptsTable;
}
