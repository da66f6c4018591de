import exp from '@stdlib/math-base-special-exp';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComparisonNet } from '../../../src/cj/scoring/comparison-net.js';
import { pseudoInverseDiagonal } from '../../../src/cj/scoring/pseudo-inverse-diagonal.js';
import { standardErrors } from '../../../src/cj/scoring/standard-errors.js';
import { largestDifference, netOf, randomNet, type Win } from './nets.js';

const service = { isolatedAtCap: false };
const current = { isolatedAtCap: true };

/** The rule as it is written down: the whole matrix, its pseudo-inverse by eigenvalues, root, cap. */
function byDefinition(net: ComparisonNet, scores: Float64Array, reference: number): Float64Array {
  const size = scores.length;
  const rows = size - 1;
  const place = (essay: number): number => (essay < reference ? essay : essay - 1);
  const matrix = new Float64Array(rows * rows);
  const add = (i: number, j: number, v: number): void => {
    if (i === reference || j === reference) return;
    const at = place(i) * rows + place(j);
    matrix[at] = (matrix[at] ?? 0) + v;
  };
  net.low.forEach((i, pair) => {
    const j = net.high[pair] ?? 0;
    const difference = (scores[i] ?? 0) - (scores[j] ?? 0);
    if (Math.abs(difference) > 10) return;
    const p = 1 / (1 + exp(-difference));
    const v = p * (1 - p) * ((net.lowWins[pair] ?? 0) + (net.highWins[pair] ?? 0));
    add(i, i, v);
    add(j, j, v);
    add(i, j, -v);
    add(j, i, -v);
  });
  const variances = pseudoInverseDiagonal(matrix, rows, 1e-10);
  return Float64Array.from(scores, (_, essay) =>
    essay === reference ? 0 : Math.min(2, Math.sqrt(Math.max(0, variances[place(essay)] ?? 0))),
  );
}

function expectSameAsDefinition(net: ComparisonNet, scores: Float64Array, reference: number): void {
  const difference = largestDifference(
    standardErrors(net, scores, reference, service),
    byDefinition(net, scores, reference),
  );
  expect(difference).toBeLessThan(1e-7);
}

describe('part by part or as a whole, the result is the same', () => {
  const scoresFor = (size: number, spread: number): fc.Arbitrary<Float64Array> =>
    fc
      .array(fc.double({ min: -spread, max: spread, noNaN: true }), { minLength: size, maxLength: size })
      .map((values) => Float64Array.from(values));

  for (const [spread, maxTimes] of [
    [1, 5],
    [6, 3],
    [12, 1],
    [30, 1000],
    [12, 10_000_000],
  ] as const) {
    test(`random nets, scores within ±${spread}, up to ${maxTimes} times`, () => {
      fc.assert(
        fc.property(
          randomNet({ maxSize: 18, maxTimes }).chain(({ size, wins }) =>
            fc.tuple(fc.constant(netOf(size, wins)), scoresFor(size, spread), fc.nat(size - 1)),
          ),
          ([net, scores, reference]) => expectSameAsDefinition(net, scores, reference),
        ),
      );
    });
  }

  test('a heavy pair pushes the eigenvalues of a long thin chain below the cut-off', () => {
    const links: readonly Win[] = Array.from({ length: 29 }, (_, i) => [i, i + 1, 1] as const);
    for (const times of [1e4, 1e5, 1e6, 1e7]) {
      const net = netOf(33, [...links, [30, 31, times], [31, 32, times]]);
      const scores = Float64Array.from({ length: 33 }, (_, i) => (i < 30 ? 9.9 * i : 300));
      for (const reference of [0, 15, 30, 32]) expectSameAsDefinition(net, scores, reference);
    }
  });

  test('differences of exactly 10 count, and of more do not', () => {
    const net = netOf(4, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 3, 1],
    ]);
    expectSameAsDefinition(net, Float64Array.of(10, 0, -10.000001, -15), 3);
  });
});

describe('what the numbers are', () => {
  test('two essays: 1 / √(N · p(1 − p)), and the reference has 0', () => {
    expect([
      ...standardErrors(
        netOf(2, [
          [0, 1, 8],
          [1, 0, 8],
        ]),
        Float64Array.of(0, 0),
        1,
        service,
      ),
    ]).toEqual([0.5, 0]);
  });

  test('nothing is above the cap of 2', () => {
    expect([...standardErrors(netOf(2, [[0, 1, 1]]), Float64Array.of(5, 0), 0, service)]).toEqual([0, 2]);
  });

  test('an essay of a ring of four is at the cap, whatever rounding says', () => {
    const ring = netOf(4, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 3, 1],
      [3, 0, 1],
    ]);
    const errors = [0, 1, 2, 3].map((reference) => [
      ...standardErrors(ring, new Float64Array(4), reference, service),
    ]);
    expect(errors.map((ofReference) => ofReference.filter((error) => error === 2).length)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  test('without usable comparisons every essay has 0.5', () => {
    for (const options of [service, current]) {
      expect([...standardErrors(netOf(3, []), new Float64Array(3), 2, options)]).toEqual([0.5, 0.5, 0.5]);
    }
  });

  test('one essay or none has nothing to be uncertain about', () => {
    expect([...standardErrors(netOf(1, []), new Float64Array(1), 0, current)]).toEqual([0]);
    expect([...standardErrors(netOf(0, []), new Float64Array(0), 0, current)]).toEqual([]);
  });
});

describe('essays without information', () => {
  // 0 and 1 compared; 2 isolated; 3 only compared across more than 10 logits.
  const net = netOf(4, [
    [0, 1, 4],
    [0, 3, 1],
  ]);
  const scores = Float64Array.of(0, 0, 0, -11);

  test('have SE 0 in the service', () => {
    expect([...standardErrors(net, scores, 0, service)]).toEqual([0, 1, 0, 0]);
  });

  test('have the cap in current, the reference excepted', () => {
    expect([...standardErrors(net, scores, 0, current)]).toEqual([0, 1, 2, 2]);
    const isolatedReference = standardErrors(net, scores, 2, current);
    expect([isolatedReference[2], isolatedReference[3]]).toEqual([0, 2]);
  });
});
