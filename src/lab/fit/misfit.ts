/**
 * Infit and outfit: how surprising the decisions are, 1 being as surprising as the model expects.
 * infit = Σ(x − P)² / ΣP(1 − P), outfit = mean of (x − P)²/(P(1 − P)) (Wright & Masters, Rating Scale Analysis,
 * 1982; Pollitt 2012 for judges).
 */
import { winChance } from '../../cj/scoring/win-chance.js';
import type { ComparisonTable, Decision } from './comparison-table.js';

export interface Misfit {
  readonly n: number;
  /** null without a comparison, and where the estimator has no finite scale. */
  readonly infit: number | null;
  readonly outfit: number | null;
}

class MisfitSums {
  #n = 0;
  #squares = 0;
  #expected = 0;
  #standardised = 0;

  /** A decision that was expected with probability `p`: (x − P)² is (1 − p)² for winner and loser alike. */
  add(p: number): void {
    const surprise = (1 - p) * (1 - p);
    this.#n += 1;
    this.#squares += surprise;
    this.#expected += p * (1 - p);
    this.#standardised += (1 - p) / p;
  }

  get result(): Misfit {
    if (this.#n === 0 || Number.isNaN(this.#squares)) return { n: this.#n, infit: null, outfit: null };
    const infit = this.#expected === 0 ? null : this.#squares / this.#expected;
    return { n: this.#n, infit, outfit: this.#standardised / this.#n };
  }
}

export interface Misfits {
  readonly items: readonly Misfit[];
  readonly judges: readonly Misfit[];
}

/** At the abilities of a fit (logits by place). */
export function misfits({ items, judges, decisions }: ComparisonTable, theta: Float64Array): Misfits {
  const ofItems = items.map(() => new MisfitSums());
  const ofJudges = judges.map(() => new MisfitSums());
  for (const decision of decisions) {
    const p = chanceOf(decision, theta);
    ofItems[decision.winner]?.add(p);
    ofItems[decision.loser]?.add(p);
    if (decision.judge !== null) ofJudges[decision.judge]?.add(p);
  }
  return { items: ofItems.map((sums) => sums.result), judges: ofJudges.map((sums) => sums.result) };
}

function chanceOf({ winner, loser }: Decision, theta: Float64Array): number {
  return winChance((theta[winner] ?? 0) - (theta[loser] ?? 0));
}
