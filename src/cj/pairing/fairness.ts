/** Positional fairness of a batch: is every essay shown first as often as second? (03, "Orientation") */
import type { PairHistory } from './pair-history.js';

export interface PositionalFairness {
  /** |times as A − times as B| over the essays of the net; 0 for an empty net. */
  readonly meanAbsSkew: number;
  readonly maxAbsSkew: number;
  /** Of all appearances of anchors, the share as A; fair is 0.5. null when no anchor was compared. */
  readonly anchorFirstShare: number | null;
  /** Of all comparisons, the share that shows an anchor as A. null without comparisons. */
  readonly comparisonsWithAnchorFirstShare: number | null;
  /** Of the pairs asked, the share seen in both orientations. null when none was asked. */
  readonly bothOrientationsShare: number | null;
}

export function positionalFairness(
  history: PairHistory,
  isAnchor: (place: number) => boolean,
): PositionalFairness {
  const { size, skews, comparisonCounts } = history;
  let sum = 0;
  let max = 0;
  let anchorAppearances = 0;
  let anchorFirsts = 0;
  for (let place = 0; place < size; place++) {
    const skew = skews[place]!;
    sum += Math.abs(skew);
    max = Math.max(max, Math.abs(skew));
    if (!isAnchor(place)) continue;
    anchorAppearances += comparisonCounts[place]!;
    anchorFirsts += (comparisonCounts[place]! + skew) / 2;
  }
  return {
    meanAbsSkew: size === 0 ? 0 : sum / size,
    maxAbsSkew: max,
    anchorFirstShare: share(anchorFirsts, anchorAppearances),
    comparisonsWithAnchorFirstShare: share(anchorFirsts, history.rowCount),
    bothOrientationsShare: share(pairsSeenBothWays(history), history.askedPairCount),
  };
}

function pairsSeenBothWays(history: PairHistory): number {
  let count = 0;
  history.eachAskedPair((i, j) => {
    if (history.timesShown(i, j) > 0 && history.timesShown(j, i) > 0) count++;
  });
  return count;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
