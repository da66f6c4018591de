/** Anchors that stand against the order of their grades, in words. They calibrate all the same. */
import type { GradeScale } from '../cj/projection/grade-scales.js';
import { isAnchorRow, type RankingRow } from '../cj/projection/ranking-row.js';

/** Pairs that are named. */
const SHOWN = 5;
/** Of a score at most, as rankings have. */
const DECIMALS = 3;

interface Anchor {
  readonly name: string;
  readonly score: number;
  readonly grade: string;
  /** Place of the grade on the scale, the lowest 0. */
  readonly place: number;
}

/**
 * One text for each two neighbours by score of which the higher has the lower grade, or both one score. An anchor without a
 * grade of the scale is none.
 */
export function anchorsAgainstGrades(rows: readonly RankingRow[], { grades }: GradeScale): readonly string[] {
  const anchors = rows
    .flatMap((row) => anchorOf(row, grades))
    .sort((a, b) => a.score - b.score || a.place - b.place);
  const pairs = anchors.flatMap((upper, index) => {
    const lower = anchors[index - 1];
    if (lower === undefined) return [];
    if (lower.score === upper.score && lower.place < upper.place)
      return [`${said(lower)} and ${said(upper)} have one score`];
    return lower.place > upper.place ? [`${said(lower)} lies below ${said(upper)}`] : [];
  });
  const more = pairs.length - SHOWN;
  return more > 0 ? [...pairs.slice(0, SHOWN), `and ${more} more`] : pairs;
}

function anchorOf(row: RankingRow, grades: readonly string[]): readonly Anchor[] {
  const { els_essay_id: name, bradley_terry_score: score, anchor_grade: grade } = row;
  if (!isAnchorRow(row) || typeof grade !== 'string' || typeof score !== 'number') return [];
  const place = grades.indexOf(grade);
  return place === -1 ? [] : [{ name, score, grade, place }];
}

function said({ name, grade, score }: Anchor): string {
  return `${name} (${grade}, ${Number(score.toFixed(DECIMALS))})`;
}
