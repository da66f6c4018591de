import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairHistory, type PairRow } from '../../../src/cj/pairing/pair-history.js';
import { WINNERS } from '../../../src/cj/words.js';
import { essayIds, historyOf, named } from './nets.js';

const ids = named('a', 'b', 'c');

test('rows count for both essays whatever their outcome, and answered partners once each', () => {
  const history = historyOf(ids, 'a>b', 'b<a', 'a!c', 'a-c', 'c>b');
  expect([...history.comparisonCounts]).toEqual([4, 3, 3]);
  expect([...history.answeredPartners]).toEqual([1, 2, 1]);
  expect([...history.skews]).toEqual([2, -1, -1]);
  expect(history.rowCount).toBe(5);
});

test('a pair is the same in both orders, and its orientations are told apart', () => {
  const history = historyOf(ids, 'b>a', 'a>b', 'b<a');
  expect([history.timesAsked(0, 1), history.timesAsked(1, 0)]).toEqual([3, 3]);
  expect([history.timesShown(0, 1), history.timesShown(1, 0)]).toEqual([1, 2]);
  expect([history.wasFirstLast(0, 1), history.wasFirstLast(1, 0)]).toEqual([false, true]);
  expect([history.isAsked(1, 0), history.isAsked(0, 2)]).toEqual([true, false]);
});

test('a pair is failed when it was asked and is neither answered nor open', () => {
  const states = ['a!b', 'a-b', 'a>b', 'a<b'].map((row) => historyOf(ids, row).isFailed(0, 1));
  expect(states).toEqual([true, false, false, false]);
  expect(historyOf(ids).isFailed(0, 1)).toBe(false);
  expect(historyOf(ids, 'a!b', 'b-a').isFailed(0, 1)).toBe(false);
  expect(historyOf(ids, 'a>b', 'b!a').isFailed(0, 1)).toBe(false);
});

test('a row with an essay outside the net uses budget and counts for the other essay only', () => {
  const history = historyOf(ids, 'gone>a', 'b!gone', 'gone-away');
  expect([...history.comparisonCounts, ...history.skews]).toEqual([1, 1, 0, -1, 1, 0]);
  expect([history.rowCount, history.askedPairCount]).toEqual([3, 0]);
  expect([...history.answeredPartners]).toEqual([0, 0, 0]);
});

test('asked pairs are visited once, in the order of first asking', () => {
  const visited: string[] = [];
  historyOf(ids, 'c>a', 'b>a', 'a-c').eachAskedPair((i, j) => visited.push(`${i}-${j}`));
  expect(visited).toEqual(['0-2', '0-1']);
});

test('two essays of one id are a bug', () => {
  expect(() => new PairHistory(named('a', 'a'))).toThrow('the essays of a net have different ids');
});

test('the history of many rows is what counting them one by one gives', () => {
  const essays = essayIds(6);
  const row = fc
    .tuple(fc.constantFrom(...essays), fc.constantFrom(...essays), fc.constantFrom(null, ...WINNERS))
    .filter(([a, b]) => a !== b);
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows: readonly PairRow[]) => {
      const history = new PairHistory(essays, rows);
      essays.forEach((id, i) => {
        const first = rows.filter(([a]) => a === id).length;
        const second = rows.filter(([, b]) => b === id).length;
        expect([history.comparisonCounts[i], history.skews[i]]).toEqual([first + second, first - second]);
        const partners = essays.filter((other, j) => {
          const between = rows.filter(([a, b]) => (a === id && b === other) || (a === other && b === id));
          const usable = between.some(([, , winner]) => winner === 'essay_a' || winner === 'essay_b');
          const open = between.some(([, , winner]) => winner === null);
          expect([history.timesAsked(i, j), history.isAnswered(i, j)]).toEqual([between.length, usable]);
          expect(history.isFailed(i, j)).toBe(between.length > 0 && !usable && !open);
          return usable;
        });
        expect(history.answeredPartners[i]).toBe(partners.length);
      });
    }),
  );
});
