/** How far the rows of a batch cover its net (02, "Failed comparisons" and "Continuing"). */
import type { CoverageCounts } from '../continuation/continuation-input.js';
import type { PairHistory } from './pair-history.js';
import { mayRetry, type RetryRule } from './retry-wave.js';

/**
 * A pair is answered, open, failed or unasked. A failed pair waits for a retry, or is given up when its attempts are
 * used up or retries are off. Possible are all n(n − 1)/2 pairs.
 */
export function pairCoverage(history: PairHistory, retry: RetryRule): CoverageCounts {
  const { size } = history;
  let successful = 0;
  let givenUp = 0;
  let waitingRetry = 0;
  history.eachAskedPair((i, j) => {
    if (history.isAnswered(i, j)) successful++;
    else if (history.isFailed(i, j)) {
      if (mayRetry(history, i, j, retry)) waitingRetry++;
      else givenUp++;
    }
  });
  return { maxPossible: (size * Math.max(0, size - 1)) / 2, successful, givenUp, waitingRetry };
}
