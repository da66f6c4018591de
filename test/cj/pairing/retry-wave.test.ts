import { expect, test } from 'vitest';
import type { PairHistory } from '../../../src/cj/pairing/pair-history.js';
import { type RetryInput, retryWave } from '../../../src/cj/pairing/retry-wave.js';
import { historyOf, named, texts } from './nets.js';

const ids = named('b', 'a', 'd', 'c');

function retried(history: PairHistory, options: Partial<RetryInput> = {}): readonly string[] {
  const usual = { enabled: true, maxRetryAttempts: 3, batchSize: 50, remainingBudget: null };
  return texts(ids, retryWave({ ids, history, ...usual, ...options }));
}

test('failed pairs are asked again in the orientation of their last attempt', () => {
  expect(retried(historyOf(ids, 'b!a', 'd!c', 'c!d'))).toEqual(['b-a', 'c-d']);
});

test('fewest attempts come first, then ids', () => {
  const history = historyOf(ids, 'a!b', 'b!a', 'd!c', 'd!b', 'c!b', 'a!d');
  expect(retried(history)).toEqual(['a-d', 'c-b', 'd-b', 'd-c', 'b-a']);
});

test('answered, open and given-up pairs are not asked again', () => {
  const giveUp = ['d!c', 'd!c', 'd!c', 'd!c'];
  expect(retried(historyOf(ids, 'a!b', 'a>b', 'a!c', 'c-a', ...giveUp, 'a!d'))).toEqual(['a-d']);
});

test('a wave takes at most its size and what the budget allows', () => {
  const history = historyOf(ids, 'a!b', 'a!c', 'a!d');
  expect(retried(history, { batchSize: 2 })).toEqual(['a-b', 'a-c']);
  expect(retried(history, { remainingBudget: 1 })).toEqual(['a-b']);
  expect(retried(history, { remainingBudget: -1 })).toEqual([]);
});

test('there is no retry where retries are off', () => {
  expect(retried(historyOf(ids, 'a!b'), { enabled: false })).toEqual([]);
});
