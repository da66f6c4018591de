/** `resampling`: which pairs service-2026-02 asks again. */
import { PairHistory } from '../../src/cj/pairing/pair-history.js';
import { askedPairs, resamplingWave } from '../../src/cj/pairing/resampling-wave.js';
import type { EssayId } from '../../src/cj/words.js';
import type { Family } from '../family.js';

interface Input {
  readonly essays: readonly EssayId[];
  readonly history: readonly (readonly [string, string])[];
  /** Smaller id, greater id, number. */
  readonly tie_breaks: readonly (readonly [string, string, number])[];
  readonly max_comparisons: number | null;
}

export const family: Family = {
  name: 'resampling',
  actual(raw) {
    const input = raw as unknown as Input;
    const ids = input.essays;
    const history = new PairHistory(
      ids,
      input.history.map(([a, b]) => [a, b, null] as const),
    );
    const numbers = new Map(
      input.tie_breaks.map(([smaller, greater, number]) => [`${smaller} ${greater}`, number]),
    );
    const wave = resamplingWave({
      ids,
      history,
      candidates: askedPairs,
      tieBreak: (i, j) => numbers.get(`${ids[i]} ${ids[j]}`) ?? Number.NaN,
      remainingBudget: input.max_comparisons === null ? null : input.max_comparisons - history.rowCount,
    });
    return { pairs: wave.map(({ a, b }) => [ids[a], ids[b]]) };
  },
};
