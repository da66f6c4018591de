/**
 * Split-half reliability: the comparisons are divided by chance into two halves, each is fitted alone (`btm`), and
 * the scales of the halves are correlated. The mean r over several divisions is stepped up to full length by
 * Spearman-Brown, 2r/(1 + r). Not each division before the mean: the step is steep near −1 and has no lower bound, so
 * that one division of a session without spread would outweigh all others. For the same reason a mean below 0 is
 * stepped up as 2r/(1 − r), the mirror image (`fix.negative = "mirror"` of R's AATtools), which ends at −1.
 *
 * A division whose halves share fewer than three items, of which one has no finite scale or no spread, is left out.
 */
import type { ComparisonNet } from '../../cj/scoring/comparison-net.js';
import { createDraw } from '../../sim/randomness.js';
import { correlation, LEAST_CORRELATED } from '../statistics/correlation.js';
import { meanOf } from '../statistics/mean-interval.js';
import { type BtmFit, fitBtm } from './btm.js';
import { type ComparisonTable, type PartialNet, partialNets } from './comparison-table.js';

export interface SplitHalf {
  /** Of the scores of the two halves, mean over the divisions. */
  readonly correlation: number;
  /** The same at full length, by Spearman-Brown. */
  readonly reliability: number;
  /** How many could be fitted. */
  readonly divisions: number;
}

export interface SplitHalves {
  readonly by_comparison: SplitHalf | null;
  /** null: not available, for fewer than two judges or when no division can be fitted. */
  readonly by_judge: SplitHalf | null;
  /** Rows that name no judge, in a table with judges: they are in no half by judge. */
  readonly rows_without_judge: number;
}

const DIVISIONS = 10;
/** Newton steps (logits) that end the fit of a half: what is left is of the order of its square. */
const ENOUGH = 1e-3;
/** Beside 1 for the first half and 0 for the second. */
const IN_NO_HALF = 2;

export function splitHalves(table: ComparisonTable, start: Float64Array, seed: string): SplitHalves {
  const draw = createDraw(seed);
  const byComparison = draw.field('split-comparisons');
  const byJudge = draw.field('split-judges');
  const netOfSome = partialNets(table);
  const judges = table.decisions.map(({ judge }) => judge);
  // Of two judges each is a half, whatever is drawn.
  const judgeDivisions = table.judges.length === 2 ? 1 : DIVISIONS;
  return {
    by_comparison: meanOfDivisions((division) => {
      const isFirst = firstHalf(judges.length, (k) => byComparison(division, k));
      return halvesCorrelation(netOfSome, start, isFirst);
    }),
    by_judge:
      table.judges.length < 2
        ? null
        : meanOfDivisions((division) => {
            const isFirst = firstHalf(table.judges.length, (k) => byJudge(division, k));
            const ofDecisions = Uint8Array.from(judges, (judge) =>
              judge === null ? IN_NO_HALF : isFirst[judge]!,
            );
            return halvesCorrelation(netOfSome, start, ofDecisions);
          }, judgeDivisions),
    rows_without_judge: table.judges.length === 0 ? 0 : judges.filter((judge) => judge === null).length,
  };
}

/** 1 for the half of 0 … length − 1 that has the smallest numbers. */
export function firstHalf(length: number, chance: (k: number) => number): Uint8Array {
  const numbers = new Float64Array(length);
  for (let k = 0; k < length; k++) numbers[k] = chance(k);
  // biome-ignore lint/plugin: a typed array sorts its numbers as numbers, without a comparator ten times as fast
  const limit = numbers.toSorted()[Math.floor(length / 2)] ?? 0;
  const isFirst = new Uint8Array(length);
  for (let k = 0; k < length; k++) isFirst[k] = numbers[k]! < limit ? 1 : 0;
  return isFirst;
}

function meanOfDivisions(
  correlationOf: (division: number) => number | null,
  divisions = DIVISIONS,
): SplitHalf | null {
  const found = Array.from({ length: divisions }, (_, division) => correlationOf(division)).filter(
    (r) => r !== null,
  );
  if (found.length === 0) return null;
  const mean = meanOf(found);
  return { correlation: mean, reliability: (2 * mean) / (1 + Math.abs(mean)), divisions: found.length };
}

/**
 * Of the scores of two halves, over the items that both compare; null: the halves share too few items, or one has no
 * finite scale. `isFirst`: of each decision; `start` only saves rounds.
 */
export function halvesCorrelation(
  netOfSome: PartialNet,
  start: Float64Array,
  isFirst: Uint8Array,
): number | null {
  const halves: ComparisonNet[] = [];
  const fits: BtmFit[] = [];
  for (const half of [1, 0]) {
    const net = netOfSome(isFirst, half);
    const fit = fitBtm(net, { start, converged: ENOUGH });
    if (!fit.converged) return null;
    halves.push(net);
    fits.push(fit);
  }
  const shared = [...start.keys()].filter((i) => halves.every((net) => net.countOf[i]! > 0));
  if (shared.length < LEAST_CORRELATED) return null;
  const [first, second] = fits.map(({ theta }) => shared.map((i) => theta[i] ?? 0));
  return correlation(first ?? [], second ?? []);
}
