/** Which essays the result event carries, and with which grades (02, "Finalising"). */
import type { EssayId } from '../words.js';
import type { ConfidenceLabel } from './confidence.js';
import type { GradeProjection } from './grade-projection.js';
import { isAnchorRow, type RankingRow } from './ranking-row.js';

export interface ResultRow {
  readonly els_essay_id: EssayId;
  /** `U` where no grade was projected. */
  readonly grade: string;
  readonly normalized_score: number;
  readonly confidence_score: number;
  readonly confidence_label: ConfidenceLabel;
}

/** `projections` is empty where projections are unavailable. Rows keep the order of the ranking. */
export type ResultRows = (
  rankings: readonly RankingRow[],
  projections: readonly GradeProjection[],
) => readonly ResultRow[];

const UNGRADED = { grade: 'U', normalized_score: 0, confidence_score: 0, confidence_label: 'LOW' } as const;

/** `current`: all essays but the anchors. */
export const resultRows: ResultRows = (rankings, projections) =>
  resultRowsAsService(
    rankings.filter((row) => !isAnchorRow(row)),
    projections,
  );

/** The service: all essays, so every anchor appears as ungraded (defect `anchors-published-as-ungraded`). */
export const resultRowsAsService: ResultRows = (rankings, projections) => {
  const projected = new Map(projections.map((projection) => [projection.els_essay_id, projection]));
  return rankings.map(({ els_essay_id }) => {
    const { grade, normalized_score, confidence_score, confidence_label } =
      projected.get(els_essay_id) ?? UNGRADED;
    return { els_essay_id, grade, normalized_score, confidence_score, confidence_label };
  });
};
