/** The coverage of a net counted over loaded rows, as the oldest policy does; SQL gives the same numbers without them. */
import { PairHistory, type PairRow } from '../pairing/pair-history.js';
import type { EssayId } from '../words.js';
import type { CoverageCounts } from './continuation-input.js';

/** `attemptsAllowed`: how often a pair without a usable answer may be asked in all. */
export function coverageOfRows(
  ids: readonly EssayId[],
  rows: Iterable<PairRow>,
  attemptsAllowed: number,
): CoverageCounts {
  const history = new PairHistory(ids, rows);
  let successful = 0;
  let givenUp = 0;
  let waitingRetry = 0;
  history.eachAskedPair((i, j) => {
    if (history.isAnswered(i, j)) successful++;
    else if (history.isFailed(i, j)) {
      if (history.timesAsked(i, j) < attemptsAllowed) waitingRetry++;
      else givenUp++;
    }
  });
  return { maxPossible: (ids.length * (ids.length - 1)) / 2, successful, givenUp, waitingRetry };
}
