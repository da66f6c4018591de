/** What an invariant looks at: one batch after a step that changed something of it, and how it was before. */
import type { Settings } from '../../cj/settings.js';
import type { JsonObject } from '../../cj/stored-value.js';
import type { PairMode, Winner } from '../../cj/words.js';
import type { BatchPlan, WorldPlan } from '../scenario/world-plan.js';
import type { TraceRecord } from '../trace-record.js';
import type { BatchReader } from './batch-reader.js';

export interface StateRow {
  readonly state: string;
  readonly total_budget: number | null;
  readonly total_comparisons: number;
  readonly submitted_comparisons: number;
  readonly completed_comparisons: number;
  readonly failed_comparisons: number;
  readonly current_iteration: number;
  readonly last_activity_at: string;
  readonly processing_metadata: string;
}

export interface UploadRow {
  readonly language: string;
  readonly course_code: string;
  readonly assignment_id: string | null;
  readonly user_id: string | null;
  readonly org_id: string | null;
  readonly expected_essay_count: number;
  readonly status: string;
  readonly completed_at: string | null;
  readonly processing_metadata: string;
}

export interface PairRow {
  readonly id: number;
  readonly a: string;
  readonly b: string;
  readonly winner: Winner | null;
  readonly mode: PairMode;
  readonly completed_at: string | null;
  readonly confidence: number | null;
  readonly error_code: string | null;
  readonly request_correlation_id: string;
}

/** The rows of a batch at one moment. */
export interface BatchRows {
  readonly state: StateRow;
  readonly upload: UploadRow;
  readonly metadata: JsonObject;
  readonly uploadMetadata: JsonObject;
}

export interface PairCounts {
  readonly rows: number;
  readonly usable: number;
  readonly errors: number;
  readonly open: number;
}

export interface Observation {
  /** With the policy and the settings of the step. */
  readonly plan: WorldPlan;
  /** Those that have been in force so far. */
  readonly settings: readonly Settings[];
  readonly batch: BatchPlan;
  readonly record: TraceRecord;
  readonly now: BatchRows;
  /** null at the first sight. */
  readonly before: BatchRows | null;
  /** All comparisons in id order, as they are now, and as they are counted. */
  readonly pairs: readonly PairRow[];
  readonly counts: PairCounts;
  readonly countsBefore: PairCounts;
  readonly added: readonly PairRow[];
  readonly changed: readonly { readonly was: PairRow; readonly now: PairRow }[];
  /** A consumer is between two transactions of a callback. */
  readonly isCallbackUnderWay: boolean;
  /** The step has just brought the batch into a terminal state. */
  readonly hasEnded: boolean;
  /** It was terminal before the step. */
  readonly wasTerminal: boolean;
  /** Rows that the service's own queries read in this step. */
  readonly rowsRead: number;
  /** For what is read seldom. */
  readonly reader: BatchReader;
}
