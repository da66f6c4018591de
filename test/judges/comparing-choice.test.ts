import { describe, expect, test } from 'vitest';
import type { Abilities } from '../../src/judges/abilities.js';
import type { SynchronousJudge } from '../../src/judges/simulated.js';
import { countOf, isWonByA, judgeWith, offBy, pairedAbilities, requestsOf } from './asking.js';

const N = 20_000;
const abilities = pairedAbilities(N, 1);
const equals = pairedAbilities(N, 0);
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Φ by the series of its integral; good for |x| < 5. */
const normal = (x: number): number => {
  let term = x;
  let sum = x;
  for (let k = 1; k < 100; k++) {
    term *= (-x * x) / (2 * k);
    sum += term / (2 * k + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
};

/** Mean of f over a normal distribution. */
const averaged = (f: (x: number) => number, mean: number, sd: number): number => {
  let sum = 0;
  let weights = 0;
  for (let z = -8; z <= 8; z += 0.01) {
    const weight = Math.exp((-z * z) / 2);
    sum += weight * f(mean + sd * z);
    weights += weight;
  }
  return sum / weights;
};

/** How often the s essay wins: shown first, and shown second. */
const winsOf = (judge: SynchronousJudge, extra: object = {}, seed = 'choice'): readonly [number, number] => {
  const request = requestsOf(seed);
  return [
    countOf(N, (i) => isWonByA(judge.compare(request({ essayA: `s${i}`, essayB: `w${i}`, ...extra })))),
    countOf(N, (i) => !isWonByA(judge.compare(request({ essayA: `w${i}`, essayB: `s${i}`, ...extra })))),
  ];
};

const expectShares = (
  [whenFirst, whenSecond]: readonly [number, number],
  pFirst: number,
  pSecond = pFirst,
): void => {
  expect(offBy(whenFirst, N, pFirst)).toBeLessThan(1);
  expect(offBy(whenSecond, N, pSecond)).toBeLessThan(1);
};

describe('the better essay wins with the stated probability', () => {
  test('under Bradley-Terry: logistic in the lead', () => {
    expectShares(winsOf(judgeWith({ model: 'bt' }, abilities)), logistic(1));
  });

  test('under Thurstone: normal with SD 1.702', () => {
    expectShares(winsOf(judgeWith({ model: 'thurstone' }, abilities)), normal(1 / 1.702));
  });

  test('with discrimination as a factor on the lead', () => {
    expectShares(winsOf(judgeWith({ model: 'bt', discrimination: 2.5 }, abilities)), logistic(2.5));
    expectShares(winsOf(judgeWith({ model: 'bt', discrimination: 0 }, abilities)), 0.5);
  });

  test('with position bias for the essay shown first', () => {
    const judge = judgeWith({ model: 'bt', positionBias: 0.8 }, abilities);
    expectShares(winsOf(judge), logistic(1.8), logistic(0.2));
  });

  test('with length bias for the longer essay, by the logarithm of the ratio', () => {
    const judge = judgeWith({ model: 'bt', lengthBias: 0.7 }, equals);
    const texts = { textA: 'x'.repeat(300), textB: 'x'.repeat(100) };
    const p = logistic(0.7 * Math.log(3));
    expectShares(winsOf(judge, texts), p, 1 - p);
  });

  test('with lapses that toss a coin', () => {
    const judge = judgeWith({ model: 'bt', discrimination: 3, lapseRate: 0.2 }, abilities);
    expectShares(winsOf(judge), 0.8 * logistic(3) + 0.1);
  });

  test('with a distortion of one essay, of a grade, and both', () => {
    const essays = { s0: -2 };
    const judge = judgeWith({ model: 'bt', distortion: { essays, grades: { B: -0.5, C: 0.75 } } }, abilities);
    expectShares(winsOf(judge), logistic(1 - 0.5 - 0.75));
    const request = requestsOf();
    const repeats = countOf(N, (i) =>
      isWonByA(judge.compare(request({ essayA: 's0', essayB: 'w1', attempt: i + 1 }))),
    );
    expect(offBy(repeats, N, logistic(1 - 2 - 0.5 - 0.75))).toBeLessThan(1);
  });

  test('with a random distortion of each essay', () => {
    const judge = judgeWith({ model: 'bt', distortion: { sd: 1 } }, abilities);
    expectShares(winsOf(judge), averaged(logistic, 1, Math.SQRT2));
  });

  test('with an effect of the pair', () => {
    const judge = judgeWith({ model: 'bt', pairEffectSd: 1.5 }, abilities);
    expectShares(winsOf(judge), averaged(logistic, 1, 1.5));
  });

  test('with drift by the wave', () => {
    const driftPerWave = { positionBias: 0.1, discrimination: -0.2 };
    const judge = judgeWith({ model: 'bt', positionBias: 0.3, driftPerWave }, abilities);
    expectShares(winsOf(judge, { wave: 1 }), logistic(1 + 0.3), logistic(1 - 0.3));
    expectShares(winsOf(judge, { wave: 4 }), logistic(0.4 + 0.6), logistic(0.4 - 0.6));
    expectShares(winsOf(judge, { wave: 11 }), logistic(1.3), logistic(-1.3));
  });

  test('whatever the two consistencies are', () => {
    for (const consistency of [0.3, 1]) {
      const judge = judgeWith({ model: 'bt', consistency, orderConsistency: 1 - consistency / 2 }, abilities);
      expectShares(winsOf(judge), logistic(1));
      expectShares(winsOf(judge, { attempt: 3 }), logistic(1));
    }
  });
});

describe('two answers to one question agree with the stated probability', () => {
  const p = logistic(1);
  const byChance = p * p + (1 - p) * (1 - p);

  /** How often the second asking gives the same winner: a repeat, or the other order. */
  const agreements = (choice: object, isOtherOrder: boolean, essays: Abilities = abilities): number => {
    const judge = judgeWith({ model: 'bt', ...choice }, essays);
    const request = requestsOf('agree');
    return countOf(N, (i) => {
      const [s, w] = [`s${i}`, `w${i}`];
      const wins = isWonByA(judge.compare(request({ essayA: s, essayB: w })));
      const again = isOtherOrder
        ? !isWonByA(judge.compare(request({ essayA: w, essayB: s })))
        : isWonByA(judge.compare(request({ essayA: s, essayB: w, attempt: 2 })));
      return wins === again;
    });
  };

  test('by chance alone when both consistencies are 0', () => {
    expect(offBy(agreements({}, false), N, byChance)).toBeLessThan(1);
    expect(offBy(agreements({}, true), N, byChance)).toBeLessThan(1);
  });

  test('a repeat re-uses the first impression with probability consistency', () => {
    expect(offBy(agreements({ consistency: 0.6 }, false), N, 0.6 + 0.4 * byChance)).toBeLessThan(1);
    expect(agreements({ consistency: 1 }, false)).toBe(N);
  });

  test('consistency of repeats leaves the orders independent', () => {
    expect(offBy(agreements({ consistency: 1 }, true), N, byChance)).toBeLessThan(1);
  });

  test('both orders share one impression with probability orderConsistency', () => {
    expect(offBy(agreements({ orderConsistency: 0.6 }, true), N, 0.6 + 0.4 * byChance)).toBeLessThan(1);
    expect(agreements({ orderConsistency: 1 }, true)).toBe(N);
  });

  test('consistency of orders leaves repeats independent', () => {
    expect(offBy(agreements({ orderConsistency: 1 }, false), N, byChance)).toBeLessThan(1);
  });

  test('position bias turns the answers of consistent orders where the lead is small', () => {
    const turned = logistic(0.5) - logistic(-0.5);
    const agreed = agreements({ orderConsistency: 1, positionBias: 0.5 }, true, equals);
    expect(offBy(agreed, N, 1 - turned)).toBeLessThan(1);
  });

  test('an effect of the pair makes repeats and orders agree more than chance does', () => {
    const agreeing = averaged((x) => logistic(x) ** 2 + (1 - logistic(x)) ** 2, 1, 2);
    expect(offBy(agreements({ pairEffectSd: 2 }, false), N, agreeing)).toBeLessThan(1);
    expect(offBy(agreements({ pairEffectSd: 2 }, true), N, agreeing)).toBeLessThan(1);
  });
});

test('an essay without a true ability is named', () => {
  const judge = judgeWith({ model: 'bt' }, new Map());
  expect(() => judge.compare(requestsOf()({ essayA: 'e1', essayB: 'e2' }))).toThrow(
    'The simulated judge needs the true ability of essay "e1", and the scenario gives none.',
  );
});

test('a grade or an essay named like a property of every object is no distortion', () => {
  const odd: Abilities = new Map([
    ['constructor', { ability: 9, grade: 'toString' }],
    ['valueOf', { ability: 0 }],
  ]);
  const judge = judgeWith({ model: 'bt', discrimination: 10 }, odd);
  expect(isWonByA(judge.compare(requestsOf()({ essayA: 'constructor', essayB: 'valueOf' })))).toBe(true);
});
