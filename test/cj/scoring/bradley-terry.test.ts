import exp from '@stdlib/math-base-special-exp';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitBradleyTerry, type StartingScores } from '../../../src/cj/scoring/bradley-terry.js';
import type { ComparisonNet } from '../../../src/cj/scoring/comparison-net.js';
import { essayIds, largestDifference, netOf, randomNet, type Win } from './nets.js';

function scoresOf(net: ComparisonNet, start?: StartingScores): Float64Array {
  const fit = fitBradleyTerry(net, start);
  if (fit.kind !== 'fitted') throw new Error(fit.kind);
  return fit.scores;
}

/** How far the scores are from balance, straight from the definition: α, rates, in- and outflow. */
function largestImbalance(net: ComparisonNet, scores: Float64Array): number {
  const size = scores.length;
  const raw = Array.from(scores, (score) => exp(score));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const pi = raw.map((weight) => (weight * size) / total);
  const balance = new Float64Array(size);
  const move = (from: number, to: number, rate: number): void => {
    balance[from] = (balance[from] ?? 0) - (pi[from] ?? 0) * rate;
    balance[to] = (balance[to] ?? 0) + (pi[from] ?? 0) * rate;
  };
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (i !== j) move(i, j, 0.01);
  net.low.forEach((i, pair) => {
    const j = net.high[pair] ?? 0;
    const sum = (pi[i] ?? 0) + (pi[j] ?? 0);
    move(i, j, (net.highWins[pair] ?? 0) / sum);
    move(j, i, (net.lowWins[pair] ?? 0) / sum);
  });
  return Math.max(...Array.from(balance, Math.abs)) / size;
}

const chain = (size: number, times: number): readonly Win[] =>
  Array.from({ length: size - 1 }, (_, i) => [i, i + 1, times] as const);

describe('what cannot be fitted', () => {
  test('a net without essays, without rows or without usable rows has insufficient comparisons', () => {
    expect(fitBradleyTerry(netOf(0, []))).toEqual({ kind: 'insufficient_comparisons' });
    expect(fitBradleyTerry(netOf(1, []))).toEqual({ kind: 'insufficient_comparisons' });
    expect(fitBradleyTerry(netOf(3, []))).toEqual({ kind: 'insufficient_comparisons' });
  });
});

describe('the fixed point', () => {
  test('scores balance the regularised chain and have mean 0', () => {
    fc.assert(
      fc.property(randomNet({ maxSize: 30, maxTimes: 8 }), ({ size, wins }) => {
        const net = netOf(size, wins);
        const scores = scoresOf(net);
        const mean = scores.reduce((sum, score) => sum + score, 0) / size;
        expect(Math.abs(mean)).toBeLessThan(1e-12);
        expect(largestImbalance(net, scores)).toBeLessThan(1e-10);
      }),
    );
  });

  test('large nets, solved by conjugate gradients, balance as well', () => {
    fc.assert(
      fc.property(randomNet({ maxSize: 200, maxTimes: 8 }), ({ size, wins }) => {
        const net = netOf(size + 60, wins);
        expect(largestImbalance(net, scoresOf(net))).toBeLessThan(1e-10);
      }),
      { numRuns: 40 },
    );
  });

  test('an even net has equal scores', () => {
    expect([
      ...scoresOf(
        netOf(3, [
          [0, 1, 2],
          [1, 2, 2],
          [2, 0, 2],
        ]),
      ),
    ]).toEqual([0, 0, 0]);
  });

  test('long one-sided chains converge, small and large, whatever the repeats', () => {
    for (const size of [5, 40, 62, 150]) {
      for (const times of [1, 30, 1000, 1_000_000]) {
        const scores = scoresOf(netOf(size, chain(size, times)));
        expect(scores.every((score, i) => i === 0 || score < (scores[i - 1] ?? 0) + 1e-12)).toBe(true);
      }
    }
  });

  test('weights of very different sizes in one net converge', () => {
    fc.assert(
      fc.property(
        randomNet({ maxSize: 20, maxTimes: 1 }),
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 80, maxLength: 80 }),
        ({ size, wins }, powers) => {
          const heavy = wins.map(([winner, loser], k) => [winner, loser, 10 ** (powers[k] ?? 0)] as const);
          expect(fitBradleyTerry(netOf(size, heavy)).kind).toBe('fitted');
        },
      ),
    );
  });
});

describe('what the scores do not depend on', () => {
  test('the starting scores', () => {
    const start = fc.array(fc.double({ min: -45, max: 45, noNaN: true }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(randomNet({ maxSize: 60, maxTimes: 5 }), start, ({ size, wins }, values) => {
        const net = netOf(size, wins);
        const cold = scoresOf(net);
        const warm = scoresOf(net, Float64Array.from(values.slice(0, size)));
        expect(largestDifference(cold, warm)).toBeLessThan(1e-9);
      }),
    );
  });

  test('how the essays are ordered', () => {
    fc.assert(
      fc.property(
        randomNet({ maxSize: 25, maxTimes: 5 }).chain((random) =>
          fc.tuple(
            fc.constant(random),
            fc.shuffledSubarray([...Array(random.size).keys()], { minLength: random.size }),
          ),
        ),
        ([{ size, wins }, order]) => {
          const moved = wins.map(([a, b, times]) => [order[a] ?? 0, order[b] ?? 0, times] as const);
          const scores = scoresOf(netOf(size, wins));
          const movedScores = scoresOf(netOf(size, moved));
          const back = Float64Array.from(order, (place) => movedScores[place] ?? 0);
          expect(largestDifference(scores, back)).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

describe('starting scores', () => {
  const net = netOf(8, [...chain(8, 3), [5, 2, 1], [7, 0, 1]]);
  const cold = fitBradleyTerry(net);

  test('may be given by id; essays that they lack start at 0', () => {
    const start = new Map([...essayIds(4).map((id, i) => [id, 1 - i] as const)]);
    expect(largestDifference(scoresOf(net, start), scoresOf(net))).toBeLessThan(1e-9);
  });

  test('close to the result save rounds', () => {
    const warm = fitBradleyTerry(
      net,
      scoresOf(net).map((score, i) => score + (i % 2 ? 0.01 : -0.01)),
    );
    if (cold.kind !== 'fitted' || warm.kind !== 'fitted') throw new Error('no fit');
    expect(warm.rounds).toBeLessThan(cold.rounds);
  });

  test('that are unusable are ignored', () => {
    for (const start of [
      new Float64Array(3),
      new Float64Array(8).fill(Number.NaN),
      new Float64Array(8).fill(1e5),
    ]) {
      expect(fitBradleyTerry(net, start)).toEqual(cold);
    }
  });

  test('are not changed', () => {
    const start = new Float64Array(8).fill(0.5);
    fitBradleyTerry(net, start);
    expect(start).toEqual(new Float64Array(8).fill(0.5));
  });
});

test('one more win never lowers the winner and never raises the loser', () => {
  fc.assert(
    fc.property(
      randomNet({ maxSize: 15, maxTimes: 4 }),
      fc.nat(14),
      fc.nat(14),
      ({ size, wins }, first, second) => {
        const winner = first % size;
        const loser = second % size;
        fc.pre(winner !== loser);
        const before = scoresOf(netOf(size, wins));
        const after = scoresOf(netOf(size, [...wins, [winner, loser, 1]]));
        expect(after[winner]).toBeGreaterThan((before[winner] ?? 0) - 1e-9);
        expect(after[loser]).toBeLessThan((before[loser] ?? 0) + 1e-9);
      },
    ),
  );
});
