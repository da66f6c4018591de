import exp from '@stdlib/math-base-special-exp';
import { expect, test } from 'vitest';
import { byCodePoint } from '../../../src/cj/code-point-order.js';
import { coverageWave } from '../../../src/cj/pairing/coverage-wave.js';
import { mostAnsweredPartners, mostCompared } from '../../../src/cj/pairing/leave-out.js';
import type { LeaveOutRule, PairSelectionInput } from '../../../src/cj/pairing/matched-wave.js';
import { PairHistory } from '../../../src/cj/pairing/pair-history.js';
import { pairNumber } from '../../../src/cj/pairing/pair-number.js';
import { essayIds, fieldOf, historyOf, named, texts } from './nets.js';

const inputOf = (
  given: Partial<PairSelectionInput> & Pick<PairSelectionInput, 'ids'>,
): PairSelectionInput => ({
  asked: new PairHistory(given.ids),
  scores: given.ids.map(() => null),
  weights: { count: 1, proximity: 0.5 },
  chance: null,
  leaveOut: mostCompared,
  remainingBudget: null,
  ...given,
});

test('close scores are matched, and the pair of greatest weight comes first', () => {
  const ids = named('d', 'a', 'c', 'b');
  const wave = coverageWave(inputOf({ ids, scores: [1.5, 0, 1.4, 0.5] }));
  expect(texts(ids, wave.pairs)).toEqual(['c-d', 'a-b']);
  expect(wave.pairs.map(({ weight }) => weight)).toEqual([2 + 0.5 * exp(-(1.5 - 1.4)), 2 + 0.5 * exp(-0.5)]);
  expect(wave.totalWeight).toBeCloseTo(4 + 0.5 * exp(-(1.5 - 1.4)) + 0.5 * exp(-0.5), 12);
});

test('a difference of exactly 2 has no proximity', () => {
  const ids = named('a', 'b');
  expect(coverageWave(inputOf({ ids, scores: [-1, 1] })).totalWeight).toBe(2);
  expect(coverageWave(inputOf({ ids, scores: [-1, 0.9375] })).totalWeight).toBe(2 + 0.5 * exp(-1.9375));
});

test('a pair that was asked in either orientation is not asked again', () => {
  const ids = named('a', 'b', 'c', 'd');
  const wave = coverageWave(inputOf({ ids, asked: historyOf(ids, 'a>b', 'd-a') }));
  expect(texts(ids, wave.pairs)).toEqual(['a-c', 'b-d']);
});

test('the budget keeps the pairs of greatest weight, ties by id', () => {
  const ids = named('f', 'e', 'd', 'c', 'b', 'a');
  const scores = [10, 10, 5, 5.25, 0, 0.125];
  const cut = (remainingBudget: number | null) =>
    texts(ids, coverageWave(inputOf({ ids, scores, remainingBudget })).pairs);
  expect([cut(null), cut(2), cut(0), cut(-3)]).toEqual([['e-f', 'a-b', 'c-d'], ['e-f', 'a-b'], [], []]);
  const even = named('d', 'c', 'b', 'a');
  const tied = coverageWave(
    inputOf({ ids: even, asked: historyOf(even, 'd>b', 'a>c', 'c>d', 'b>a'), remainingBudget: 1 }),
  );
  expect(texts(even, tied.pairs)).toEqual(['a-d']);
});

test('a cut wave still tells the size of the whole matching', () => {
  const wave = coverageWave(inputOf({ ids: essayIds(8), remainingBudget: 1 }));
  expect([wave.matchingSize, wave.pairs.length, wave.totalWeight]).toEqual([4, 1, 10]);
});

test('of an odd number of essays one rests by rule, even if another would give a larger wave', () => {
  const ids = named('a', 'b', 'c');
  const asked = historyOf(ids, 'c>b');
  expect(coverageWave(inputOf({ ids, asked })).leftOut).toBe(1);
  const star = historyOf(ids, 'a>b', 'a>c');
  expect(coverageWave(inputOf({ ids, asked: star }))).toMatchObject({ leftOut: 0, matchingSize: 1 });
  const other = historyOf(ids, 'a>b', 'a>b');
  const wave = coverageWave(inputOf({ ids, asked: other, leaveOut: () => 2 }));
  expect(wave).toEqual({ leftOut: 2, matchingSize: 0, totalWeight: 0, pairs: [] });
});

test('fewer than two essays give nothing, and nobody rests', () => {
  const empty = { leftOut: null, matchingSize: 0, totalWeight: 0, pairs: [] };
  expect([essayIds(0), essayIds(1)].map((ids) => coverageWave(inputOf({ ids })))).toEqual([empty, empty]);
});

test('the wave does not depend on the order in which essays are stored', () => {
  const ids = essayIds(20);
  const scoreOf = (id: string) => Number(id.slice(1)) % 7;
  const pairsOf = (order: typeof ids) => {
    const wave = coverageWave(
      inputOf({ ids: order, scores: order.map(scoreOf), chance: pairNumber(order, fieldOf(5)) }),
    );
    return texts(order, wave.pairs);
  };
  expect(pairsOf(ids.toReversed())).toEqual(pairsOf(ids));
});

test('jitter changes a weight by less than 0.001 and can decide between equals', () => {
  const ids = essayIds(8);
  const waves = [1, 2, 3, 4].map((seed) =>
    coverageWave(inputOf({ ids, chance: pairNumber(ids, fieldOf(seed)) })),
  );
  expect(
    new Set(waves.map((wave) => texts(ids, wave.pairs).toSorted(byCodePoint).join())).size,
  ).toBeGreaterThan(1);
  for (const wave of waves) {
    expect(wave.totalWeight).toBeGreaterThan(10);
    expect(wave.totalWeight).toBeLessThan(10.004);
  }
});

test('the service leaves out the most compared essay, ties by smallest id', () => {
  const ids = named('c', 'b', 'a');
  expect(mostCompared(ids, historyOf(ids, 'c>b', 'c>b'))).toBe(1);
  expect(mostCompared(ids, historyOf(ids, 'c!b', 'c!a'))).toBe(0);
  expect(mostCompared(ids, new PairHistory(ids))).toBe(2);
});

test('current leaves out the essay with the most answered partners, ties by comparisons, then smallest id', () => {
  const ids = named('c', 'b', 'a');
  expect(mostAnsweredPartners(ids, historyOf(ids, 'c!b', 'c!b', 'c!a', 'b>a'))).toBe(1);
  expect(mostAnsweredPartners(ids, historyOf(ids, 'b>a'))).toBe(2);
  expect(mostAnsweredPartners(ids, historyOf(ids, 'b>a', 'c>a', 'b<c'))).toBe(2);
});

test('where errors pile up, the rule of current asks a last pair that the rule of the service never asks', () => {
  const ids = named('a', 'b', 'c', 'd', 'e');
  const errors = ['a!c', 'a!d', 'a!e', 'a!c', 'a!d', 'a!e'];
  const asked = historyOf(ids, ...errors, 'b>c', 'b>d', 'b>e', 'c>d', 'd>e', 'e>c');
  const wave = (leaveOut: LeaveOutRule) => texts(ids, coverageWave(inputOf({ ids, asked, leaveOut })).pairs);
  expect([wave(mostCompared), wave(mostAnsweredPartners)]).toEqual([[], ['a-b']]);
});
