import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORBIDDEN, integerWeights } from '../../../src/cj/pairing/integer-weights.js';
import { maximumWeightMatching } from '../../../src/cj/pairing/matching.js';
import { certificateProblems } from '../../../src/cj/pairing/matching-certificate.js';
import { perfectMatching } from '../../../src/cj/pairing/perfect-matching.js';
import { startingDuals } from '../../../src/cj/pairing/starting-duals.js';
import { fieldOf } from './nets.js';

type Weight = (i: number, j: number) => number;

interface Net {
  readonly size: number;
  readonly weight: Weight;
}

interface Optimum {
  readonly pairs: number;
  readonly weight: number;
}

const better = (a: Optimum, b: Optimum): boolean =>
  a.pairs > b.pairs || (a.pairs === b.pairs && a.weight > b.weight);

/** The best of all matchings, by trying each: the first free node stays alone or takes any partner. */
function bestOfAll({ size, weight }: Net, used = 0): Optimum {
  let first = 0;
  while (first < size && (used & (1 << first)) !== 0) first++;
  if (first === size) return { pairs: 0, weight: 0 };
  let best = bestOfAll({ size, weight }, used | (1 << first));
  for (let j = first + 1; j < size; j++) {
    if ((used & (1 << j)) !== 0 || weight(first, j) === FORBIDDEN) continue;
    const rest = bestOfAll({ size, weight }, used | (1 << first) | (1 << j));
    const candidate = { pairs: rest.pairs + 1, weight: rest.weight + weight(first, j) };
    if (better(candidate, best)) best = candidate;
  }
  return best;
}

/** Pairs and weight of a matching; throws unless it is one, of allowed pairs only. */
function measured({ size, weight }: Net, partners: Int32Array): Optimum {
  let pairs = 0;
  let total = 0;
  expect(partners).toHaveLength(size);
  partners.forEach((partner, node) => {
    if (partner === -1) return;
    expect([partners[partner], partner === node]).toEqual([node, false]);
    if (partner < node) return;
    expect(weight(node, partner)).not.toBe(FORBIDDEN);
    pairs++;
    total += weight(node, partner);
  });
  return { pairs, weight: total };
}

/** Nets of many shapes: a few whole weights with ties, reals, points on a line, dense and sparse. */
function nets(maxSize: number): fc.Arbitrary<Net> {
  const shape = fc.constantFrom('few values', 'real', 'line', 'clusters');
  return fc
    .record({
      size: fc.integer({ min: 0, max: maxSize }),
      shape,
      seed: fc.nat(),
      density: fc.double({ min: 0, max: 1 }),
    })
    .map(({ size, shape, seed, density }) => {
      const number = fieldOf(seed);
      const weight: Weight = (i, j) => {
        if (number(i + 1000, j) > density) return FORBIDDEN;
        if (shape === 'few values') return Math.floor(4 * number(i, j));
        if (shape === 'line') return Math.max(0, 2 - Math.abs(4 * number(i, -1) - 4 * number(j, -1)));
        if (shape === 'clusters') return Math.floor(i / 3) === Math.floor(j / 3) ? 2.5 : number(i, j) / 100;
        return 3 * number(i, j);
      };
      return { size, weight, toString: () => `${shape} ${size} ${seed} ${density}` };
    });
}

describe('the matching', () => {
  test('is the best of all matchings in nets of up to nine nodes', () => {
    fc.assert(
      fc.property(nets(9), (net) => {
        const found = measured(net, maximumWeightMatching(net.size, net.weight));
        const best = bestOfAll(net);
        expect(found.pairs).toBe(best.pairs);
        expect(found.weight).toBeCloseTo(best.weight, 9);
      }),
      { numRuns: 600 },
    );
  });

  test('is proved optimal by its duals in nets of up to forty nodes', () => {
    fc.assert(
      fc.property(nets(40), (net) => {
        if (net.size < 2) return;
        const weights = integerWeights(net.size, net.weight);
        expect(certificateProblems(weights, perfectMatching(weights))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('is proved optimal where blossoms are many and nested', () => {
    const number = fieldOf(7);
    for (const size of [99, 150, 201]) {
      const weights = integerWeights(size, (i, j) =>
        Math.floor(i / 3) === Math.floor(j / 3) ? 2.5 : number(i, j) / 100,
      );
      const forest = perfectMatching(weights);
      expect(forest.blossoms().length).toBeGreaterThan(size / 4);
      expect(certificateProblems(weights, forest)).toEqual([]);
    }
  });

  test('puts the number of pairs before their weight', () => {
    // A path of three pairs whose middle one outweighs both others.
    const weights = new Map([
      ['0-1', 0],
      ['1-2', 100],
      ['2-3', 0],
    ]);
    const weight: Weight = (i, j) => weights.get(`${i}-${j}`) ?? FORBIDDEN;
    expect(maximumWeightMatching(4, weight)).toEqual(Int32Array.of(1, 0, 3, 2));
  });

  test('leaves every node alone where no pair is allowed', () => {
    expect(maximumWeightMatching(6, () => FORBIDDEN)).toEqual(new Int32Array(6).fill(-1));
    expect(maximumWeightMatching(2, () => FORBIDDEN)).toEqual(new Int32Array(2).fill(-1));
  });

  test('takes pairs of weight 0', () => {
    expect(maximumWeightMatching(2, () => 0)).toEqual(Int32Array.of(1, 0));
    expect(maximumWeightMatching(5, () => 0).filter((partner) => partner === -1)).toHaveLength(1);
  });

  test('of no node or one is empty', () => {
    expect(maximumWeightMatching(0, () => 1)).toEqual(new Int32Array(0));
    expect(maximumWeightMatching(1, () => 1)).toEqual(Int32Array.of(-1));
  });

  test('of 1,000 nodes is found', () => {
    const number = fieldOf(3);
    const net: Net = { size: 1000, weight: (i, j) => 1 + 0.5 * number(i, j) };
    expect(measured(net, maximumWeightMatching(net.size, net.weight)).pairs).toBe(500);
  });

  test('refuses weights below 0, infinite ones and no numbers', () => {
    for (const weight of [-0.5, Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(() => maximumWeightMatching(2, () => weight)).toThrow('a weight is finite and not negative');
    }
  });
});

describe('the certificate', () => {
  const weights = integerWeights(6, fieldOf(1));

  test('names a matched pair that is not tight', () => {
    const forest = perfectMatching(weights);
    forest.duals[0] = (forest.duals[0] ?? 0) + 2;
    expect(certificateProblems(weights, forest)).toEqual([
      expect.stringMatching(/^matched pair 0-\d has the slack 2$/),
    ]);
  });

  test('names nodes without a partner', () => {
    const forest = perfectMatching(weights);
    const partner = forest.mates[0] ?? 0;
    forest.mates[0] = -1;
    expect(certificateProblems(weights, forest)).toEqual([
      'node 0 is not matched',
      `node ${partner} is not matched`,
    ]);
  });
});

test('starting duals are feasible whole numbers, and what is matched at the start is tight', () => {
  fc.assert(
    fc.property(nets(30), ({ size, weight }) => {
      if (size < 2) return;
      const weights = integerWeights(size, weight);
      const { duals, mates } = startingDuals(weights);
      expect(duals.every(Number.isSafeInteger)).toBe(true);
      for (let i = 0; i < weights.nodes; i++) {
        for (let j = i + 1; j < weights.nodes; j++) {
          const slack = (duals[i] ?? 0) + (duals[j] ?? 0) - (weights.matrix[i * weights.nodes + j] ?? 0);
          expect(mates[i] === j ? slack === 0 && mates[j] === i : slack >= 0).toBe(true);
        }
      }
    }),
  );
});
