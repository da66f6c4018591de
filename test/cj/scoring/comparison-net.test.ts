import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ComparisonRow, comparisonNet } from '../../../src/cj/scoring/comparison-net.js';
import type { EssayId } from '../../../src/cj/words.js';
import { essayIds, randomNet, rowsOf } from './nets.js';

const ids = (...names: readonly string[]): readonly EssayId[] => names.map((name) => name as EssayId);

test('wins are added up per unordered pair, whichever essay was shown first', () => {
  const rows: readonly ComparisonRow[] = [
    ['c', 'a', 'essay_a'],
    ['a', 'c', 'essay_a'],
    ['a', 'b', 'essay_b', 3],
    ['a', 'c', 'essay_b'],
  ];
  expect(comparisonNet(ids('a', 'b', 'c'), rows)).toEqual({
    essays: ['a', 'b', 'c'],
    indexOf: new Map([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]),
    comparisonCount: 6,
    countOf: Float64Array.of(6, 3, 3),
    low: Int32Array.of(0, 0),
    high: Int32Array.of(1, 2),
    lowWins: Float64Array.of(0, 1),
    highWins: Float64Array.of(3, 2),
  });
});

test('errors, open rows, other answers, unknown essays and an essay against itself are not usable', () => {
  const net = comparisonNet(ids('a', 'b'), [
    ['a', 'b', 'error'],
    ['a', 'b', null],
    ['a', 'b', 'tie'],
    ['a', 'z', 'essay_a'],
    ['z', 'b', 'essay_b'],
    ['a', 'a', 'essay_a'],
  ]);
  expect([net.comparisonCount, [...net.countOf], [...net.low]]).toEqual([0, [0, 0], []]);
});

test('an essay listed twice is one essay, at its first place', () => {
  expect(comparisonNet(ids('b', 'a', 'b', 'c'), []).essays).toEqual(['b', 'a', 'c']);
});

test('a net without essays is empty', () => {
  expect(comparisonNet([], [['a', 'b', 'essay_a']]).comparisonCount).toBe(0);
});

test('the order of the rows changes nothing', () => {
  fc.assert(
    fc.property(
      randomNet({ maxSize: 12, maxTimes: 3 }).chain(({ size, wins }) => {
        const rows = rowsOf(size, wins);
        return fc.tuple(
          fc.constant(size),
          fc.constant(rows),
          fc.shuffledSubarray([...rows], { minLength: rows.length }),
        );
      }),
      ([size, rows, shuffled]) => {
        expect(comparisonNet(essayIds(size), shuffled)).toEqual(comparisonNet(essayIds(size), rows));
      },
    ),
  );
});
