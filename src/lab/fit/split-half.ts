/**
 * Split-half reliability: the comparisons are divided by chance into two halves, each is fitted alone (`btm`), and
 * the correlation r of the two scales is stepped up to full length by Spearman-Brown, 2r/(1 + r). The mean over
 * several divisions; a division whose halves share fewer than three items, or of which one
 * has no finite scale, is left out.
 */
import { createDraw } from '../../sim/randomness.js';
import { correlation } from '../statistics/correlation.js';
import { fitBtm } from './btm.js';
import { type ComparisonTable, netOf } from './comparison-table.js';

export interface SplitHalf {
  /** Mean correlation of the halves, and after Spearman-Brown. */
  readonly correlation: number;
  readonly reliability: number;
  readonly divisions: number;
}

export interface SplitHalves {
  readonly by_comparison: SplitHalf | null;
  /** null: not available, for fewer than two judges or when no division can be fitted. */
  readonly by_judge: SplitHalf | null;
}

const DIVISIONS = 10;
/** Newton steps (logits) that end the fit of a half: what is left is of the order of its square. */
const ENOUGH = 1e-3;
/** Two items correlate by ±1, whatever they are. */
const LEAST_ITEMS = 3;

export function splitHalves(table: ComparisonTable, start: Float64Array, seed: string): SplitHalves {
  const draw = createDraw(seed);
  const hasJudges = table.judges.length >= 2 && table.decisions.every(({ judge }) => judge !== null);
  const byComparison = draw.field('split-comparisons');
  const byJudge = draw.field('split-judges');
  return {
    by_comparison: meanOfDivisions((division) => {
      const isFirst = firstHalf(table.decisions.length, (k) => byComparison(division, k));
      return halvesCorrelation(table, start, (k) => isFirst[k] === 1);
    }),
    by_judge: !hasJudges
      ? null
      : meanOfDivisions((division) => {
          const isFirst = firstHalf(table.judges.length, (k) => byJudge(division, k));
          return halvesCorrelation(table, start, (k) => isFirst[table.decisions[k]?.judge ?? -1] === 1);
        }),
  };
}

/** 1 for the half of 0 … length − 1 that has the smallest numbers. */
function firstHalf(length: number, chance: (k: number) => number): Uint8Array {
  const numbers = new Float64Array(length);
  for (let k = 0; k < length; k++) numbers[k] = chance(k);
  // biome-ignore lint/plugin: a typed array sorts its numbers as numbers, without a comparator ten times as fast
  const limit = numbers.toSorted()[Math.floor(length / 2)] ?? 0;
  const isFirst = new Uint8Array(length);
  for (let k = 0; k < length; k++) isFirst[k] = numbers[k]! < limit ? 1 : 0;
  return isFirst;
}

function meanOfDivisions(correlationOf: (division: number) => number | null): SplitHalf | null {
  const found = Array.from({ length: DIVISIONS }, (_, division) => correlationOf(division)).filter(
    (r) => r !== null,
  );
  if (found.length === 0) return null;
  const mean = found.reduce((sum, r) => sum + r, 0) / found.length;
  const reliability = found.reduce((sum, r) => sum + (2 * r) / (1 + r), 0) / found.length;
  return { correlation: mean, reliability, divisions: found.length };
}

/** Over the items that both halves compare; `start` only saves rounds. */
function halvesCorrelation(
  table: ComparisonTable,
  start: Float64Array,
  isFirst: (k: number) => boolean,
): number | null {
  const halves = [netOf(table, isFirst), netOf(table, (k) => !isFirst(k))];
  const fits = halves.map((net) => fitBtm(net, { start, converged: ENOUGH }));
  if (fits.some(({ converged }) => !converged)) return null;
  const shared = table.items.flatMap((_, i) => (halves.every((net) => (net.countOf[i] ?? 0) > 0) ? [i] : []));
  if (shared.length < LEAST_ITEMS) return null;
  const [first, second] = fits.map(({ theta }) => shared.map((i) => theta[i] ?? 0));
  return correlation(first ?? [], second ?? []);
}
