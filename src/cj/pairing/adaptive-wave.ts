/**
 * The strategy `adaptive`: the pair with the highest expected information first, as adaptive comparative
 * judgement chooses (Pollitt, Assessment in Education 19, 2012). It looks at scores alone, so it chases
 * chance differences: the reliability that it reports is too high (Bramley 2015), and experiments show by how much.
 */
import { greedyWave, informationOf, jitterOf } from './greedy-wave.js';
import type { MatchedWave, PairSelectionInput, WeightedPair } from './matched-wave.js';
import { placesById } from './places-by-id.js';

/** Unasked pairs only. */
export function adaptiveWave(input: PairSelectionInput): MatchedWave {
  const { ids, asked, remainingBudget } = input;
  const places = placesById(ids);
  const candidates: WeightedPair[] = [];
  places.forEach((a, k) => {
    for (const b of places.slice(k + 1)) {
      if (asked.isAsked(a, b)) continue;
      candidates.push({ a, b, weight: informationOf(input, a, b) + jitterOf(input, a, b) });
    }
  });
  // The sort is stable, and candidates are in the order of ids.
  candidates.sort((x, y) => y.weight - x.weight);
  let next = 0;
  return greedyWave(
    ids.length,
    (isFree) => {
      for (; next < candidates.length; next++) {
        const pair = candidates[next];
        if (pair !== undefined && isFree(pair.a) && isFree(pair.b)) return pair;
      }
      return null;
    },
    remainingBudget,
  );
}
