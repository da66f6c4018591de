/** The essays of two worlds, batch by batch: ranks, scores, standard errors and grades that are not the same. */
import { byCodePoint } from '../../cj/code-point-order.js';
import type { StoredBatch, StoredWorld } from '../stored-world.js';

export interface EssayEnd {
  /** From 1; null where it has no score. */
  readonly rank: number | null;
  /** Bradley-Terry score in logits. */
  readonly score: number | null;
  /** Its standard error in logits. */
  readonly se: number | null;
  /** Comparisons with a usable answer. */
  readonly comparisons: number;
  /** As it was projected; null without one. */
  readonly grade: string | null;
}

export interface EssayDifference {
  /** The essay, or the anchor. */
  readonly els_essay_id: string;
  /** How it ends in the first run; null where it is not there. */
  readonly a: EssayEnd | null;
  /** How it ends in the second run; null where it is not there. */
  readonly b: EssayEnd | null;
}

export interface BatchEssays {
  /** Its label. */
  readonly batch: string;
  /** Essays that both have. */
  readonly common: number;
  /** Those that differ: first where the grade does, then where the rank does most, then the score. */
  readonly differ: readonly EssayDifference[];
}

export function essayDifferences(a: StoredWorld, b: StoredWorld): readonly BatchEssays[] {
  const others = new Map(b.batches.map((batch) => [batch.label, batch]));
  return a.batches.flatMap((batch) => {
    const other = others.get(batch.label);
    if (other === undefined) return [];
    const [left, right] = [endsOf(a, batch), endsOf(b, other)];
    const ids = [...new Set([...left.keys(), ...right.keys()])];
    const differ = ids
      .map((id) => ({ els_essay_id: id, a: left.get(id) ?? null, b: right.get(id) ?? null }))
      .filter((essay) => JSON.stringify(essay.a) !== JSON.stringify(essay.b))
      .sort(byWeight);
    const common = ids.filter((id) => left.has(id) && right.has(id)).length;
    return differ.length === 0 ? [] : [{ batch: batch.label, common, differ }];
  });
}

function endsOf({ store }: StoredWorld, batch: StoredBatch): ReadonlyMap<string, EssayEnd> {
  const grades = new Map(
    store.projections.ofBatch(batch.id).map((row) => [row.els_essay_id, row.primary_grade] as const),
  );
  return new Map(
    store.essays.ranked(batch.id).map((row, place) => [
      row.els_essay_id,
      {
        rank: row.current_bt_score === null ? null : place + 1,
        score: row.current_bt_score,
        se: row.current_bt_se,
        comparisons: row.comparison_count,
        grade: grades.get(row.els_essay_id) ?? null,
      },
    ]),
  );
}

function byWeight(one: EssayDifference, other: EssayDifference): number {
  const [left, right] = [weight(one), weight(other)];
  for (const [place, value] of left.entries()) {
    const difference = (right[place] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return byCodePoint(one.els_essay_id, other.els_essay_id);
}

function weight({ a, b }: EssayDifference): readonly number[] {
  const both = Number(a !== null && b !== null);
  const apart = (left: number | null | undefined, right: number | null | undefined) =>
    Math.abs((left ?? 0) - (right ?? 0));
  return [both, Number(a?.grade !== b?.grade), apart(a?.rank, b?.rank), apart(a?.score, b?.score)];
}
