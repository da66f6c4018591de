import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cholesky } from '../../../src/cj/scoring/cholesky.js';
import { conjugateGradient } from '../../../src/cj/scoring/conjugate-gradient.js';
import { connectedParts } from '../../../src/cj/scoring/connected-parts.js';
import { fillDense, type GroundedLaplacian } from '../../../src/cj/scoring/grounded-laplacian.js';
import { pseudoInverseDiagonal } from '../../../src/cj/scoring/pseudo-inverse-diagonal.js';
import { largestDifference, netOf, randomNet } from './nets.js';

const laplacian: fc.Arbitrary<GroundedLaplacian> = randomNet({ maxSize: 20, maxTimes: 9 }).map(
  ({ size, wins }) => {
    const net = netOf(size, wins);
    const weight = net.lowWins.map((count, pair) => count + (net.highWins[pair] ?? 0));
    return {
      size,
      low: net.low,
      high: net.high,
      weight,
      ground: Float64Array.from({ length: size }, (_, i) => 0.1 + i),
    };
  },
);

function dense(a: GroundedLaplacian): Float64Array {
  const matrix = new Float64Array(a.size * a.size);
  fillDense(a, matrix);
  return matrix;
}

const rightSide = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => (i % 5) - 1.5);

test('a grounded Laplacian is written with both triangles', () => {
  const a = {
    size: 2,
    low: Int32Array.of(0),
    high: Int32Array.of(1),
    weight: Float64Array.of(3),
    ground: Float64Array.of(1, 2),
  };
  expect([...dense(a)]).toEqual([4, -3, -3, 5]);
});

describe('Cholesky', () => {
  test('solves a system', () => {
    const x = Float64Array.of(8, 7);
    Cholesky.factorise(Float64Array.of(4, 2, 2, 3), 2)?.solve(x);
    expect(largestDifference(x, [1.25, 1.5])).toBeLessThan(1e-15);
  });

  test('says so when a matrix is not positive definite', () => {
    expect(Cholesky.factorise(Float64Array.of(1, 1, 1, 1), 2)).toBe(null);
    expect(Cholesky.factorise(Float64Array.of(Number.NaN), 1)).toBe(null);
  });

  test('gives the diagonal of the inverse, as the eigenvalues do', () => {
    fc.assert(
      fc.property(laplacian, (a) => {
        const direct = Cholesky.factorise(dense(a), a.size)?.inverseDiagonal() ?? [];
        expect(largestDifference(direct, pseudoInverseDiagonal(dense(a), a.size, 1e-14))).toBeLessThan(1e-11);
      }),
    );
  });
});

describe('conjugate gradients', () => {
  test('give what Cholesky gives', () => {
    fc.assert(
      fc.property(laplacian, (a) => {
        const x = rightSide(a.size);
        Cholesky.factorise(dense(a), a.size)?.solve(x);
        const y = conjugateGradient(a, rightSide(a.size), 1e-13, 1000) ?? [];
        expect(largestDifference(x, y)).toBeLessThan(1e-10);
      }),
    );
  });

  test('say so when the rounds do not suffice', () => {
    const net = netOf(9, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 3, 1],
      [3, 4, 1],
      [4, 5, 1],
      [5, 6, 1],
      [6, 7, 1],
      [7, 8, 1],
    ]);
    const a = { ...net, size: 9, weight: net.lowWins, ground: new Float64Array(9).fill(0.001) };
    expect(conjugateGradient(a, Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0), 1e-12, 3)).toBe(null);
  });
});

describe('the pseudo-inverse', () => {
  test('of a matrix of rank 1', () => {
    expect(
      largestDifference(pseudoInverseDiagonal(Float64Array.of(1, -1, -1, 1), 2, 1e-10), [0.25, 0.25]),
    ).toBeLessThan(1e-15);
  });

  test('counts eigenvalues at the cut-off as 0 and keeps those above', () => {
    expect([...pseudoInverseDiagonal(Float64Array.of(4, 0, 0, 1), 2, 0.25)]).toEqual([0.25, 0]);
    expect([...pseudoInverseDiagonal(Float64Array.of(4, 0, 0, 1), 2, 0.24)]).toEqual([0.25, 1]);
  });

  test('of zeros is zeros', () => {
    expect([...pseudoInverseDiagonal(new Float64Array(4), 2, 1e-10)]).toEqual([0, 0]);
  });
});

test('connected parts are numbered by their first nodes', () => {
  expect([...connectedParts(6, [4, 1, 3], [2, 5, 5])]).toEqual([0, 1, 2, 1, 2, 1]);
  expect([...connectedParts(0, [], [])]).toEqual([]);
});

test('a matrix of more rows than one block is factorised as its eigenvalues say, and solved', () => {
  const size = 151;
  const low = Int32Array.from({ length: 3 * size }, (_, e) => e % size);
  const high = Int32Array.from(low, (i, e) => (i + 1 + ((7 * e) % (size - 1))) % size);
  const weight = Float64Array.from({ length: low.length }, (_, e) => 0.1 + (e % 5));
  const a = { size, low, high, weight, ground: new Float64Array(size).fill(0.01) };
  const factor = Cholesky.factorise(dense(a), size);
  const eigen = pseudoInverseDiagonal(dense(a), size, 1e-14);
  expect(largestDifference(factor?.inverseDiagonal() ?? [], eigen)).toBeLessThan(1e-11);
  const direct = rightSide(size);
  factor?.solve(direct);
  const iterated = conjugateGradient(a, rightSide(size), 1e-14, 10_000) ?? [];
  expect(largestDifference(direct, iterated)).toBeLessThan(1e-10);
});
