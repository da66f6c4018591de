import { describe, expect, test } from 'vitest';
import { coverageWave } from '../../../src/cj/pairing/coverage-wave.js';
import { positionalFairness } from '../../../src/cj/pairing/fairness.js';
import { mostAnsweredPartners } from '../../../src/cj/pairing/leave-out.js';
import { listOrderWave, storedList } from '../../../src/cj/pairing/list-order-wave.js';
import type { PairStrategy } from '../../../src/cj/pairing/matched-wave.js';
import type { OrderedPair } from '../../../src/cj/pairing/ordered-pair.js';
import { type OrientationRule, orientWave } from '../../../src/cj/pairing/orientation.js';
import { fairComplement, randomOrientation } from '../../../src/cj/pairing/orientation-rules.js';
import { PairHistory } from '../../../src/cj/pairing/pair-history.js';
import { pairNumber } from '../../../src/cj/pairing/pair-number.js';
import { randomWave } from '../../../src/cj/pairing/random-wave.js';
import { answeredPairs, resamplingWave } from '../../../src/cj/pairing/resampling-wave.js';
import { wavesAhead } from '../../../src/cj/pairing/waves-ahead.js';
import type { EssayId, PairMode } from '../../../src/cj/words.js';
import { essayIds, fieldOf } from './nets.js';

const isAnchor = (place: number): boolean => place < 12;

/** Plans oriented waves of one batch whose judge answers by chance; scores wander from wave to wave. */
function planner(
  ids: readonly EssayId[],
  seed: number,
  {
    strategy = coverageWave,
    rule = fairComplement,
  }: { strategy?: PairStrategy; rule?: OrientationRule } = {},
) {
  const orient = (mode: PairMode, pairs: readonly OrderedPair[], history: PairHistory, wave: number) => {
    const chance = pairNumber(ids, fieldOf(seed + 7919 * wave));
    return orientWave(pairs, rule, { mode, ids, history, isAnchor, chance });
  };
  return {
    coverage(history: PairHistory, remainingBudget: number | null, wave: number) {
      const score = fieldOf(seed + wave);
      const { pairs } = strategy({
        ids,
        asked: history,
        scores: ids.map((_, place) => 4 * score(place, 0)),
        weights: { count: 1, proximity: 0.5 },
        chance: pairNumber(ids, fieldOf(seed + 104729 * wave)),
        leaveOut: mostAnsweredPartners,
        remainingBudget,
      });
      return orient('coverage', pairs, history, wave);
    },
    resampling(history: PairHistory, remainingBudget: number | null, wave: number) {
      const tieBreak = pairNumber(ids, fieldOf(seed + wave));
      const candidates = answeredPairs;
      return orient(
        'resampling',
        resamplingWave({ ids, history, candidates, tieBreak, remainingBudget }),
        history,
        wave,
      );
    },
  };
}

function answer(history: PairHistory, ids: readonly EssayId[], wave: readonly OrderedPair[]): void {
  for (const { a, b } of wave)
    history.record(ids[a] ?? '', ids[b] ?? '', (a * 7 + b) % 3 === 0 ? 'essay_a' : 'essay_b');
}

// The first phase asks each of the 276 pairs once. In the second the limit per essay is ⌈2 · 276 / 24⌉ = 23, as
// many pairs as every essay has, so that all 276 are asked again; each was seen in one orientation and is
// shown in the other. So the figure holds for every seed.
test('24 essays with a budget of 552 end with skew 0 and every pair seen both ways', () => {
  const ids = essayIds(24);
  for (let seed = 1; seed <= 25; seed++) {
    const plan = planner(ids, seed);
    const history = new PairHistory(ids);
    let waves = 0;
    while (history.askedPairCount < 276)
      answer(history, ids, plan.coverage(history, 552 - history.rowCount, waves++));
    expect(history.rowCount).toBe(276);
    answer(history, ids, plan.resampling(history, 552 - history.rowCount, waves));
    expect(history.rowCount).toBe(552);
    expect(positionalFairness(history, isAnchor)).toEqual({
      meanAbsSkew: 0,
      maxAbsSkew: 0,
      anchorFirstShare: 0.5,
      comparisonsWithAnchorFirstShare: 0.5,
      bothOrientationsShare: 1,
    });
  }
});

test('after coverage fair_complement leaves less skew than chance does', () => {
  const ids = essayIds(24);
  const meanSkew = (rule: OrientationRule, seed: number): number => {
    const plan = planner(ids, seed, { rule });
    const history = new PairHistory(ids);
    for (let wave = 0; wave < 12; wave++) answer(history, ids, plan.coverage(history, null, wave));
    return positionalFairness(history, isAnchor).meanAbsSkew;
  };
  const sums = [fairComplement, randomOrientation].map((rule) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].reduce((sum, seed) => sum + meanSkew(rule, seed), 0),
  );
  const [fair = 0, random = 0] = sums;
  expect(fair).toBeLessThan(random / 2);
});

test('in list order with anchors listed first, every one of 100 comparisons shows an anchor as A', () => {
  const ids = essayIds(24);
  const history = new PairHistory(ids);
  answer(history, ids, listOrderWave(storedList(ids), history, 100));
  expect(positionalFairness(history, isAnchor).comparisonsWithAnchorFirstShare).toBe(1);
});

describe('waves planned ahead', () => {
  const ids = essayIds(9);

  test('ask every pair once and then end', () => {
    for (const strategy of [coverageWave, randomWave]) {
      const plan = planner(ids, 1, { strategy });
      const waves = wavesAhead({ ids, rows: [], remainingBudget: null, planWave: plan.coverage });
      const pairs = waves.flat().map(({ a, b }) => Math.min(a, b) * 9 + Math.max(a, b));
      expect([pairs.length, new Set(pairs).size]).toEqual([36, 36]);
      for (const wave of waves)
        expect(new Set(wave.flatMap(({ a, b }) => [a, b])).size).toBe(2 * wave.length);
    }
  });

  test('stop at the budget, and leave out what was asked before', () => {
    const rows = [['e000', 'e001', 'essay_a'] as const];
    const plan = planner(ids, 2);
    const waves = wavesAhead({ ids, rows, remainingBudget: 10, planWave: plan.coverage });
    expect(waves.map((wave) => wave.length)).toEqual([4, 4, 2]);
    expect(waves.flat().some(({ a, b }) => a + b === 1)).toBe(false);
    expect(wavesAhead({ ids, rows, remainingBudget: 0, planWave: plan.coverage })).toEqual([]);
  });
});

describe('random waves', () => {
  const input = (seed: number, count: number, remainingBudget: number | null) => {
    const ids = essayIds(count);
    return {
      ids,
      asked: new PairHistory(ids),
      scores: ids.map(() => null),
      weights: { count: 1, proximity: 0.5 },
      chance: pairNumber(ids, fieldOf(seed)),
      leaveOut: mostAnsweredPartners,
      remainingBudget,
    };
  };

  test('use each essay at most once, as many as there can be', () => {
    const sizes = [2, 5, 8, 11].map((count) => randomWave(input(3, count, null)).pairs.length);
    expect(sizes).toEqual([1, 2, 4, 5]);
    expect(randomWave(input(3, 8, 3)).pairs).toHaveLength(3);
  });

  test('pair every two essays about equally often', () => {
    const times = new Map<number, number>();
    for (let seed = 0; seed < 3000; seed++) {
      for (const { a, b } of randomWave(input(seed, 6, null)).pairs) {
        times.set(a * 6 + b, (times.get(a * 6 + b) ?? 0) + 1);
      }
    }
    // 600 expected for each of 15 pairs, standard deviation 22.
    expect(times.size).toBe(15);
    for (const count of times.values()) expect(Math.abs(count - 600)).toBeLessThan(160);
  });

  test('without draws are a bug', () => {
    expect(() => randomWave({ ...input(1, 4, null), chance: null })).toThrow('needs a number for each pair');
  });
});
