/**
 * The keys of `cjsim inspect --json`: the views that were asked for, each a list of rows. The rows are types, not
 * interfaces, since tables read them by the names of their columns.
 */
import type { AnchorTier } from '../cj/projection/anchor-tiers.js';
import type { RehydratedFrom } from '../cj/request.js';
import type { BatchState, BudgetSource, Decision, PairMode, UploadStatus, Winner } from '../cj/words.js';

export interface InspectDocument {
  /** Without `--view`, as the next two. */
  readonly batches?: readonly BatchView[];
  /** What each wave was allowed, and what followed from it. */
  readonly budget?: readonly WaveView[];
  /** Essays whose grade is known, the best first. */
  readonly anchors?: readonly AnchorView[];
  /** With `--view comparisons`: in the order in which they were asked. */
  readonly comparisons?: readonly ComparisonView[];
  /** With `--projections`: the grades of the students. */
  readonly projections?: readonly ProjectionView[];
  /** With `--stuck`: batches that wait for something that never comes. */
  readonly stuck?: readonly BatchView[];
}

export type BatchView = {
  /** Its id in the database. */
  readonly batch: number;
  /** A UUID: the batch as other services know it. */
  readonly bos_batch_id: string;
  /** The fine state, of `cj_batch_states`. */
  readonly state: BatchState;
  /** The coarse one, of `cj_batch_uploads`. */
  readonly status: UploadStatus;
  /** Comparisons asked, as the batch counts them. */
  readonly submitted: number;
  /** Answers with a winner. */
  readonly completed: number;
  /** Answers that were errors. */
  readonly failed: number;
  /** The last wave. */
  readonly waves: number;
  /** Virtual time of the last change, ISO 8601. */
  readonly last_activity: string;
};

export type WaveView = {
  /** Id of the batch in the database. */
  readonly batch: number;
  /** From 1. */
  readonly wave: number;
  /** Kind of the wave. */
  readonly mode: PairMode;
  /** Comparisons that it asked. */
  readonly pairs: number;
  /** The budget that the request named, as this wave found it. */
  readonly asked: number | null;
  /** Comparisons that the batch may ask. */
  readonly cap: number;
  /** Where the cap comes from. */
  readonly source: BudgetSource;
  /** Where the request was read again for this wave. */
  readonly from: RehydratedFrom;
  /** Answers of the batch when it was decided; null before. */
  readonly answered: number | null;
  /** Comparisons that it might ask then; null before. */
  readonly left: number | null;
  /** What followed; `WAITING`: not yet decided; null: the end of the batch came first. */
  readonly decision: Decision | 'WAITING' | null;
};

export type AnchorView = {
  /** Id of the batch in the database. */
  readonly batch: number;
  /** Among all essays and anchors; 1 is the best. */
  readonly rank: number;
  /** Its id. */
  readonly anchor: string;
  /** What people call it: of an own folder of essays, the name of its file. */
  readonly label: string | null;
  /** Its known grade; null where it is not found. */
  readonly grade: string | null;
  /** Where the grade was found. */
  readonly tier: AnchorTier | 'unresolved';
  /** Bradley-Terry score in logits. */
  readonly score: number | null;
  /** Its standard error in logits. */
  readonly se: number | null;
};

export type ComparisonView = {
  /** Id of the batch in the database. */
  readonly batch: number;
  /** Of the comparison, in the database. */
  readonly id: number;
  /** Shown first. */
  readonly essay_a: string;
  /** Shown second. */
  readonly essay_b: string;
  /** null while there is no answer. */
  readonly winner: Winner | null;
  /** The judge's, 1 to 5; null without a winner. */
  readonly confidence: number | null;
  /** Kind of the wave that asked it. */
  readonly mode: PairMode;
  /** Code of the error; null without one. */
  readonly error: string | null;
  /** Virtual time, ISO 8601. */
  readonly submitted_at: string;
  /** Virtual time of the answer, ISO 8601; null while there is none. */
  readonly completed_at: string | null;
};

export type ProjectionView = {
  /** Id of the batch in the database. */
  readonly batch: number;
  /** Its id. */
  readonly essay: string;
  /** The final grade, with its sign where the scale has signs. */
  readonly grade: string;
  /** Name of the grade scale. */
  readonly scale: string;
  /** 0 to 1: how narrow the grade probabilities are. */
  readonly confidence: number;
  /** The same as `LOW`, `MID` or `HIGH`. */
  readonly label: string;
  /** 0 to 1 on the scale of grades. */
  readonly normalised: number | null;
  /** The most probable grade. */
  readonly anchor_grade: string;
};
