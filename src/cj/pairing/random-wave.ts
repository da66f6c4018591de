/** The strategy `random`: as many disjoint new pairs as there can be, chosen by chance alone. */
import { invariant } from '../errors.js';
import { FORBIDDEN } from './integer-weights.js';
import { type MatchedWave, matchedWave, type PairSelectionInput } from './matched-wave.js';
import { placesById } from './places-by-id.js';

/**
 * Every unasked pair has a random weight, and the matching takes as many pairs as possible, of greatest weight. With
 * an odd number of essays chance decides who rests. Counts and scores play no part.
 */
export function randomWave(input: PairSelectionInput): MatchedWave {
  const { asked, chance } = input;
  invariant(chance !== null, 'the strategy random needs a number for each pair');
  const weight = (i: number, j: number) => (asked.isAsked(i, j) ? FORBIDDEN : chance(i, j));
  return matchedWave(placesById(input.ids), weight, null, input.remainingBudget);
}
