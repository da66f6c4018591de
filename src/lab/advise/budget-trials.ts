/**
 * The trials of budgets behind an advice: first all of them on one set of seeds, then those that may do on seeds that
 * the search never saw. Nothing here knows a curve: which budgets are confirmed is decided in advise.ts.
 */
import type { Interval } from '../statistics/interval.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import { valuesOf } from '../sweep/run-arm.js';
import type { CellRow } from '../sweep/run-cell.js';
import type { AdviseOptions } from './advise.js';
import { neverMeasured, TARGETS, type Target } from './targets.js';

/** First seeds of the search and of the confirmations, far apart. */
const SEARCH_SEED = 1;
const CONFIRM_SEED = 1_000_000_000;
/**
 * Of `confirmRuns` batches, for a budget that is near the assurance: one round alone takes the first of several budgets
 * that luck favours.
 */
const CONFIRM_ROUNDS = 4;
/** Of the interval at each round, so that all four together hold 95 % (Pocock, Biometrika 64, 1977: .0182 for four looks). */
const CONFIRM_LEVEL = 1 - 0.0182;

export interface TriedBudget {
  /** Comparisons that a batch may ask. */
  readonly budget: number;
  /** Of the batches, those that reached the target; of a confirmation with 95 % over its looks, one after each round. */
  readonly reached: Interval;
  /** Batches without a value of the target, which count as not reaching it. */
  readonly unmeasured: number;
}

export interface Trials {
  readonly options: AdviseOptions;
  readonly assurance: number;
  /** Batches with this budget, one a seed. */
  readonly measure: (budget: number, firstSeed: number, runs: number) => Promise<readonly CellRow[]>;
  readonly isStopped: () => boolean;
}

/** Every budget on the same seeds, until two in a row are well above the target. */
export async function searchedBudgets(
  { options, assurance, measure, isStopped }: Trials,
  budgets: readonly number[],
): Promise<readonly TriedBudget[]> {
  const { target, judge, searchRuns = 40 } = options;
  const tried: TriedBudget[] = [];
  let failed = 0;
  for (const budget of budgets) {
    if (isStopped()) break;
    const rows = await measure(budget, SEARCH_SEED, searchRuns);
    failed += rows.filter(({ outcomes }) => outcomes.failed === 1).length;
    const share = triedBudget(budget, rows, target);
    tried.push(share);
    options.onBudget?.(budget, share.reached.estimate);
    if (tried.length > 2 && tried.slice(-2).every(({ reached }) => reached.low >= assurance)) break;
  }
  const batches = tried.reduce((sum, { reached }) => sum + reached.n, 0);
  if (!isStopped() && tried.every(({ reached, unmeasured }) => unmeasured === reached.n))
    throw neverMeasured(target, { batches, failed, judge });
  return tried;
}

export interface Confirmation {
  readonly confirmed: readonly TriedBudget[];
  /** The first that reaches the target with the assurance, and its batches. */
  readonly found: { readonly budget: number; readonly rows: readonly CellRow[] } | null;
}

/** One budget after the other, each on seeds of its own, round by round as long as its share is near the assurance. */
export async function confirmedBudget(
  { options, assurance, measure, isStopped }: Trials,
  candidates: readonly number[],
): Promise<Confirmation> {
  const { target, confirmRuns = 100 } = options;
  const confirmed: TriedBudget[] = [];
  for (const [k, budget] of candidates.entries()) {
    const rows: CellRow[] = [];
    let share: TriedBudget | null = null;
    for (let round = 0; round < CONFIRM_ROUNDS && !isStopped() && isOpen(share, assurance); round++) {
      rows.push(...(await measure(budget, CONFIRM_SEED * (k + 1) + round * confirmRuns, confirmRuns)));
      share = triedBudget(budget, rows, target, CONFIRM_LEVEL);
    }
    if (share === null) break;
    confirmed.push(share);
    if (isStopped() && isOpen(share, assurance)) break;
    if (share.reached.estimate >= assurance) return { confirmed, found: { budget, rows } };
  }
  return { confirmed, found: null };
}

/** Whether the interval has the assurance within it, so that more batches may decide. */
function isOpen(share: TriedBudget | null, assurance: number): boolean {
  return share === null || (share.reached.low < assurance && share.reached.high >= assurance);
}

function triedBudget(budget: number, rows: readonly CellRow[], target: Target, level = 0.95): TriedBudget {
  const values = valuesOf(rows, TARGETS[target.name]);
  const hits = values.filter((value) => value >= target.value).length;
  return {
    budget,
    reached: wilsonInterval(hits, rows.length, level),
    unmeasured: rows.length - values.length,
  };
}
