/**
 * What the projection reads of one row of the ranking. It is loosely typed because the service reads it
 * so: a missing key, null and empty text are different things to its rules (vectors `anchor_grades`).
 */
import { isTruthy, type JsonObject } from '../stored-value.js';
import type { EssayId } from '../words.js';

export interface RankingRow {
  readonly els_essay_id: EssayId;
  readonly is_anchor?: unknown;
  /** Logits, mean 0 over the net. */
  readonly bradley_terry_score?: number | null | undefined;
  /** Standard error of the score, in logits. */
  readonly bradley_terry_se?: number | null | undefined;
  readonly text_storage_id?: unknown;
  readonly anchor_grade?: unknown;
  readonly processing_metadata?: JsonObject | null | undefined;
}

/** Only the boolean true makes an anchor; `is_anchor` inside the metadata is not read. */
export function isAnchorRow(row: RankingRow): boolean {
  return row.is_anchor === true;
}

/** Missing, null, false, 0 or empty make a student. Any other value that is not true makes a row neither. */
export function isStudentRow(row: RankingRow): boolean {
  return !isTruthy(row.is_anchor);
}
