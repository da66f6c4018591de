/** Coverage of the net as a continuation sees it: stored numbers and fresh ones, moving forward only. */
import { countOr, type JsonObject } from '../stored-value.js';
import type { CoverageCounts } from './continuation-input.js';

export interface Coverage {
  readonly recounted: boolean;
  readonly maxPossible: number;
  readonly successful: number;
  readonly givenUp: number;
  readonly waitingRetry: number;
  /** Never becomes false again. */
  readonly complete: boolean;
}

export type CoverageRule = (stored: JsonObject, recount: () => CoverageCounts | null) => Coverage;

/**
 * The service: complete when every pair has a usable answer; recounted until the stored flag says so. It
 * knows no pair that is given up or waits for a retry.
 */
export const coverageByAnswers: CoverageRule = (stored, recount) => {
  if (stored['unique_coverage_complete'] === true) return { recounted: false, ...combined(stored, null) };
  const counts = recount();
  return { recounted: true, ...combined(stored, counts && { ...counts, givenUp: 0, waitingRetry: 0 }) };
};

/** `current`: complete means closed, answered + given up = possible; the rows are counted every time. */
export const coverageByClosedPairs: CoverageRule = (stored, recount) => ({
  recounted: true,
  ...combined(stored, recount()),
});

/** Each number is the larger of the stored and the fresh one; null: there is no fresh one. */
function combined(stored: JsonObject, counts: CoverageCounts | null): Omit<Coverage, 'recounted'> {
  const maxPossible = Math.max(countOr(stored['max_possible_pairs'], 0), counts?.maxPossible ?? 0);
  const successful = Math.max(countOr(stored['successful_pairs_count'], 0), counts?.successful ?? 0);
  const givenUp = counts?.givenUp ?? 0;
  return {
    maxPossible,
    successful,
    givenUp,
    waitingRetry: counts?.waitingRetry ?? 0,
    complete:
      stored['unique_coverage_complete'] === true || (maxPossible > 0 && successful + givenUp >= maxPossible),
  };
}
