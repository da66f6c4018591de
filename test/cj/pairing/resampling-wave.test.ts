import { expect, test } from 'vitest';
import type { PairHistory } from '../../../src/cj/pairing/pair-history.js';
import { pairNumber } from '../../../src/cj/pairing/pair-number.js';
import {
  answeredPairs,
  askedPairs,
  type ResamplingInput,
  resamplingWave,
} from '../../../src/cj/pairing/resampling-wave.js';
import { essayIds, fieldOf, historyOf, named, texts } from './nets.js';

const ids = named('a', 'b', 'c', 'd');

function resampled(history: PairHistory, options: Partial<ResamplingInput> = {}): readonly string[] {
  const wave = resamplingWave({
    ids,
    history,
    candidates: askedPairs,
    tieBreak: () => 0,
    remainingBudget: null,
    ...options,
  });
  return texts(options.ids ?? ids, wave);
}

test('pairs of rarely compared essays come first, smaller id first in each', () => {
  expect(resampled(historyOf(ids, 'b>a', 'c>a', 'd>a', 'c>b', 'a>b'))).toEqual(['a-d', 'b-c', 'a-c']);
});

test('ties go by the number of the pair, then by ids', () => {
  const history = historyOf(ids, 'd>c', 'a>b');
  expect(resampled(history)).toEqual(['a-b', 'c-d']);
  expect(resampled(history, { tieBreak: (i) => (i === 0 ? 0.9 : 0.1) })).toEqual(['c-d', 'a-b']);
});

test('current resamples answered pairs only, the service whatever was asked', () => {
  const history = historyOf(ids, 'a>b', 'a!c', 'c-d');
  expect(resampled(history)).toEqual(['a-b', 'c-d', 'a-c']);
  expect(resampled(history, { candidates: answeredPairs })).toEqual(['a-b']);
});

test('no essay is used more often than its share of the wave', () => {
  const net = essayIds(8);
  const star = net.slice(1).map((id) => `e000>${id}`);
  expect(resampled(historyOf(net, ...star), { ids: net })).toEqual(['e000-e001', 'e000-e002']);
});

test('the wave is cut to the budget', () => {
  const history = historyOf(ids, 'a>b', 'c>d');
  expect(resampled(history, { remainingBudget: 1 })).toEqual(['a-b']);
  expect(resampled(history, { remainingBudget: 0 })).toEqual([]);
});

test('without essays or without rows there is nothing to ask again', () => {
  expect(resampled(historyOf(ids))).toEqual([]);
  expect(resampled(historyOf([], 'a>b'), { ids: [] })).toEqual([]);
});

test('the number of a pair follows its ids, not their places', () => {
  const field = fieldOf(1);
  const order = named('c', 'a', 'b');
  const [forward, backward] = [pairNumber(order, field), pairNumber(order.toReversed(), field)];
  expect([forward(0, 1), forward(1, 0), forward(0, 2)]).toEqual([
    backward(2, 1),
    backward(1, 2),
    backward(2, 0),
  ]);
});
