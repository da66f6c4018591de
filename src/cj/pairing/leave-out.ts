/** Who rests in a coverage wave when the number of essays is odd (03, "Coverage wave"; policy entry `matchingLeaveOut`). */
import { byCodePoint } from '../code-point-order.js';
import type { LeaveOutRule } from './matched-wave.js';

/** The service: the most comparisons, ties by the smallest id. */
export const mostCompared: LeaveOutRule = (ids, { comparisonCounts }) =>
  greatest(
    ids.length,
    (i, j) => comparisonCounts[i]! - comparisonCounts[j]! || byCodePoint(ids[j]!, ids[i]!),
  );

/**
 * `current`: the most answered partners, ties by the most comparisons, then the smallest id. With errors, the
 * service's rule can leave out an essay whose open pair is the only one left.
 */
export const mostAnsweredPartners: LeaveOutRule = (ids, { answeredPartners, comparisonCounts }) =>
  greatest(
    ids.length,
    (i, j) =>
      answeredPartners[i]! - answeredPartners[j]! ||
      comparisonCounts[i]! - comparisonCounts[j]! ||
      byCodePoint(ids[j]!, ids[i]!),
  );

function greatest(size: number, compare: (i: number, j: number) => number): number {
  let found = 0;
  for (let place = 1; place < size; place++) if (compare(place, found) > 0) found = place;
  return found;
}
