/** `adaptive` and `d_optimal`: which pairs they choose, and that they never ask twice. */
import { describe, expect, test } from 'vitest';
import { adaptiveWave } from '../../../src/cj/pairing/adaptive-wave.js';
import { dOptimalWave } from '../../../src/cj/pairing/d-optimal-wave.js';
import type { PairSelectionInput } from '../../../src/cj/pairing/matched-wave.js';
import { PairHistory, type PairRow } from '../../../src/cj/pairing/pair-history.js';
import type { EssayId } from '../../../src/cj/words.js';

function input(scores: readonly number[], rows: readonly PairRow[] = []): PairSelectionInput {
  const ids = scores.map((_, i) => `e${i}` as EssayId);
  return {
    ids,
    asked: new PairHistory(ids, rows),
    scores,
    weights: { count: 1, proximity: 0.5 },
    chance: null,
    leaveOut: () => null,
    remainingBudget: null,
  };
}

const pairsOf = (wave: ReturnType<typeof adaptiveWave>) => wave.pairs.map(({ a, b }) => [a, b]);

describe('adaptive', () => {
  test('the closest pair comes first, and each essay is in one pair', () => {
    expect(pairsOf(adaptiveWave(input([0, 3, 0.1, 2])))).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  test('a pair that was asked is not asked again', () => {
    const wave = adaptiveWave(input([0, 3, 0.1, 2], [['e0', 'e2', 'essay_a']]));
    expect(pairsOf(wave)).toEqual([[1, 3]]);
  });

  test('the budget keeps the most informative pairs', () => {
    expect(pairsOf(adaptiveWave({ ...input([0, 3, 0.1, 2]), remainingBudget: 1 }))).toEqual([[0, 2]]);
  });
});

describe('d_optimal', () => {
  test('at equal scores it joins parts that no comparison has joined', () => {
    const rows: readonly PairRow[] = [
      ['e0', 'e1', 'essay_a'],
      ['e2', 'e3', 'essay_a'],
      ['e0', 'e2', 'essay_a'],
    ];
    const [first] = pairsOf(dOptimalWave(input([0, 0, 0, 0], rows)));
    expect(first).toEqual([1, 3]);
  });

  test('it ends when no new pair is left', () => {
    expect(pairsOf(dOptimalWave(input([0, 0], [['e0', 'e1', 'essay_a']])))).toEqual([]);
  });
});
