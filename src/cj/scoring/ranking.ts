/** The final order of a batch's essays (02, "Finalising") from a fit; of a stored batch SQL gives the same (src/store/essays.ts). */
import { byCodePoint } from '../code-point-order.js';
import type { ComparisonNet } from './comparison-net.js';

/** One fit: scores and standard errors by index of the net. */
export interface ScoredNet {
  readonly net: ComparisonNet;
  readonly scores: Float64Array;
  readonly standardErrors: Float64Array;
}

export type Ranked<Essay> = Essay & {
  /** 1, 2, 3, … without gaps or ties. */
  readonly rank: number;
  /** Logits; null for an essay that the fit does not have. */
  readonly bradley_terry_score: number | null;
  readonly bradley_terry_se: number | null;
  /** Usable comparisons (pairing counts rows instead). */
  readonly comparison_count: number;
};

/**
 * Decimals of a score that a fit is sure of. What differs by less is equal: in a ring of three wins the scores differ by
 * 1e-16, one way or the other, as the essays are listed and as the fit started.
 */
export const SURE_DECIMALS = 9;

/** By score, highest first; equal scores by id (code point); essays without a score last. */
export function ranking<Essay extends { readonly els_essay_id: string }>(
  essays: readonly Essay[],
  fit: ScoredNet | null,
): readonly Ranked<Essay>[] {
  return essays
    .map((essay) => ({ ...essay, ...fitOf(essay.els_essay_id, fit) }))
    .sort(
      (a, b) =>
        compareScores(sure(a.bradley_terry_score), sure(b.bradley_terry_score)) ||
        byCodePoint(a.els_essay_id, b.els_essay_id),
    )
    .map((essay, position) => ({ ...essay, rank: position + 1 }));
}

function fitOf(id: string, fit: ScoredNet | null): Omit<Ranked<unknown>, 'rank'> {
  const index = fit?.net.indexOf.get(id);
  if (fit === null || index === undefined) {
    return { bradley_terry_score: null, bradley_terry_se: null, comparison_count: 0 };
  }
  return {
    bradley_terry_score: fit.scores[index] ?? null,
    bradley_terry_se: fit.standardErrors[index] ?? null,
    comparison_count: fit.net.countOf[index] ?? 0,
  };
}

function compareScores(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b - a;
}

function sure(score: number | null): number | null {
  return score === null ? null : Number(score.toFixed(SURE_DECIMALS));
}
