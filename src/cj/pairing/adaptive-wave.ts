/**
 * The strategy `adaptive`: the pair with the highest expected information first, as adaptive comparative
 * judgement chooses (Pollitt, Assessment in Education 19, 2012). It looks at scores alone, so it chases
 * chance differences: the reliability that it reports is too high (Bramley 2015), and experiments show by how much.
 */
import { winChance } from '../scoring/win-chance.js';
import { greedyWave } from './greedy-wave.js';
import type { MatchedWave, PairSelectionInput, WeightedPair } from './matched-wave.js';
import { placesById } from './places-by-id.js';

/** Breaks ties; smaller than any difference of information that matters. */
const JITTER = 1e-9;

/** The information of a comparison is p(1 − p) with p from the current scores; unasked pairs only. */
export function adaptiveWave({
  ids,
  asked,
  scores,
  chance,
  remainingBudget,
}: PairSelectionInput): MatchedWave {
  const places = placesById(ids);
  const candidates: WeightedPair[] = [];
  places.forEach((a, k) => {
    for (const b of places.slice(k + 1)) {
      if (asked.isAsked(a, b)) continue;
      const p = winChance((scores[a] ?? 0) - (scores[b] ?? 0));
      candidates.push({ a, b, weight: p * (1 - p) + (chance === null ? 0 : JITTER * chance(a, b)) });
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
