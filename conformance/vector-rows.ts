/** Ranking rows from the short form that the vectors `calibration` and `projection` have. */
import type { RankingRow } from '../src/cj/projection/ranking-row.js';
import type { EssayId } from '../src/cj/words.js';

export interface VectorAnchor {
  readonly id: EssayId;
  readonly grade: string | null;
  readonly score?: number | null;
}

export interface VectorStudent {
  readonly id: EssayId;
  readonly score?: number | null;
  readonly standard_error?: number | null;
}

export function anchorRow({ id, grade, score }: VectorAnchor): RankingRow {
  return { els_essay_id: id, is_anchor: true, anchor_grade: grade, bradley_terry_score: score };
}

export function studentRow({ id, score, standard_error }: VectorStudent): RankingRow {
  return { els_essay_id: id, is_anchor: false, bradley_terry_score: score, bradley_terry_se: standard_error };
}
