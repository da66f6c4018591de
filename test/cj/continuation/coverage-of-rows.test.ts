import { expect, test } from 'vitest';
import { coverageOfRows } from '../../../src/cj/continuation/coverage-of-rows.js';
import { named, rows } from '../pairing/nets.js';

const net = named('a', 'b', 'c', 'd');
const asked = rows('a>b', 'a!c', 'c!a', 'a!d', 'b-c', 'b!d', 'd>b');

test('answered, given-up and waiting pairs are counted out of all pairs of the net', () => {
  expect(coverageOfRows(net, asked, 2)).toEqual({
    maxPossible: 6,
    successful: 2,
    givenUp: 1,
    waitingRetry: 1,
  });
});

test('where a pair is asked but once, a failed one is given up', () => {
  expect(coverageOfRows(net, asked, 1)).toEqual({
    maxPossible: 6,
    successful: 2,
    givenUp: 2,
    waitingRetry: 0,
  });
});

test('a failed pair waits until it has been asked as often as it may be', () => {
  const counts = [1, 3, 4, 5].map((times) => {
    const errors = rows(...Array.from({ length: times }, () => 'a!b'));
    return coverageOfRows(named('a', 'b'), errors, 4);
  });
  expect(counts.map(({ waitingRetry, givenUp }) => [waitingRetry, givenUp])).toEqual([
    [1, 0],
    [1, 0],
    [0, 1],
    [0, 1],
  ]);
});
