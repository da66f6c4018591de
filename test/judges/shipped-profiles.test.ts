import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Answer, Verdict } from '../../src/judges/judge.js';
import { createSimulatedJudge } from '../../src/judges/simulated.js';
import {
  countOf,
  isError,
  isWonByA,
  offBy,
  pairedAbilities,
  type Question,
  requestsOf,
  SHIPPED_PROFILES,
  sha256,
  shippedProfile,
} from './asking.js';

const N = 20_000;

/** Verdicts on pairs whose s essay leads by `lead` logits; every second one shows the weaker essay first. */
const verdictsOf = (
  name: (typeof SHIPPED_PROFILES)[number],
  lead: number,
  texts: object = {},
): readonly Verdict[] => {
  const judge = createSimulatedJudge(shippedProfile(name), { abilities: pairedAbilities(N, lead), sha256 });
  const request = requestsOf('profiles');
  return Array.from({ length: N }, (_, i) => {
    const [essayA, essayB] = i % 2 === 0 ? [`s${i}`, `w${i}`] : [`w${i}`, `s${i}`];
    const question: Question = { essayA, essayB, wave: 1 + (i % 4000), ...texts };
    return judge.compare(request(question));
  });
};

const answersOf = (verdicts: readonly Verdict[]): readonly Answer[] =>
  verdicts.filter((verdict): verdict is Answer => !isError(verdict));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const range = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values),
  Math.max(...values),
];

/** Share of pairs that the s essay wins, of `verdictsOf`. */
const winsOfBetter = (verdicts: readonly Verdict[]): number =>
  countOf(verdicts.length, (i) => {
    const verdict = verdicts[i];
    return verdict !== undefined && !isError(verdict) && isWonByA(verdict) === (i % 2 === 0);
  });

test('every file under profiles is a valid profile of its own name', () => {
  const files = readdirSync(new URL('../../profiles/', import.meta.url)).filter((file) =>
    file.endsWith('.yaml'),
  );
  expect(files.sort()).toEqual(expect.arrayContaining(SHIPPED_PROFILES.map((name) => `${name}.yaml`)));
  expect(SHIPPED_PROFILES.map((name) => shippedProfile(name).name)).toEqual([...SHIPPED_PROFILES]);
});

describe('generic-batch', () => {
  test('always says A, at once, and never fails', () => {
    const verdicts = verdictsOf('generic-batch', 3);
    expect(countOf(N, (i) => verdicts[i] !== undefined && isWonByA(verdicts[i]))).toBe(N);
    expect(verdicts[0]).toEqual({
      winner: 'essay_a',
      confidence: 4,
      justification: 'Essay A, by the judge profile generic-batch.',
      usage: { promptTokens: 0, completionTokens: 0 },
      costUsd: 0,
      latencyMs: 0,
    });
  });
});

describe.each([
  { name: 'eng5-anchor', share: 35 / 66, latency: [1200, 2000], prompt: 1100, completion: 40 },
  { name: 'eng5-lower5', share: 4 / 10, latency: [1000, 2000], prompt: 1000, completion: 30 },
] as const)('$name', ({ name, share, latency, prompt, completion }) => {
  const answers = answersOf(verdictsOf(name, 2));

  test('never fails, and A wins the stated share whatever the essays are', () => {
    expect(answers.length).toBe(N);
    expect(offBy(answers.filter(isWonByA).length, N, share)).toBeLessThan(1);
    const ofBetterFirst = answers.filter((_, i) => i % 2 === 0);
    expect(offBy(ofBetterFirst.filter(isWonByA).length, N / 2, share)).toBeLessThan(1);
  });

  test('takes the stated time and tokens', () => {
    const times = answers.map(({ latencyMs = 0 }) => latencyMs);
    expect(range(times)).toEqual(latency);
    // 7.2 standard errors of the mean of a uniform distribution
    const [low, high] = latency;
    expect(Math.abs(mean(times) - (low + high) / 2)).toBeLessThan((7.2 * (high - low)) / Math.sqrt(12 * N));
    expect(Math.abs(mean(answers.map(({ usage }) => usage?.promptTokens ?? 0)) - prompt)).toBeLessThan(2);
    expect(
      Math.abs(mean(answers.map(({ usage }) => usage?.completionTokens ?? 0)) - completion),
    ).toBeLessThan(0.2);
  });
});

describe('hash', () => {
  test('gives the same prompt the same answer under every seed', () => {
    const judge = createSimulatedJudge(shippedProfile('hash'), { abilities: new Map(), sha256 });
    const verdict = judge.compare({ ...requestsOf('a')({ essayA: 'e1', essayB: 'e2' }), prompt: 'abc' });
    // SHA-256 of "abc" begins with ba 78: even, and 0x78 is 0 modulo 5 (FIPS 180-2, appendix B.1).
    expect(verdict).toMatchObject({ winner: 'essay_a', confidence: 1 });
    expect(judge.compare({ ...requestsOf('b')({ essayA: 'e3', essayB: 'e4' }), prompt: 'abc' })).toEqual(
      verdict,
    );
  });

  test('says A to half of the prompts, with every confidence', () => {
    const answers = answersOf(verdictsOf('hash', 0));
    expect(offBy(answers.filter(isWonByA).length, N, 0.5)).toBeLessThan(1);
    for (const level of [1, 2, 3, 4, 5]) {
      const p = level === 1 ? 52 / 256 : 51 / 256;
      expect(offBy(answers.filter(({ confidence }) => confidence === level).length, N, p)).toBeLessThan(1);
    }
  });
});

describe('perfect', () => {
  test('always finds the better essay, however small the lead', () => {
    expect(winsOfBetter(verdictsOf('perfect', 1e-9))).toBe(N);
  });

  test('decides equal essays once for the pair, half for either', () => {
    const abilities = pairedAbilities(N, 0);
    const judge = createSimulatedJudge(shippedProfile('perfect'), { abilities, sha256 });
    const request = requestsOf();
    let wins = 0;
    for (let i = 0; i < 2000; i++) {
      const isWon = isWonByA(judge.compare(request({ essayA: `s${i}`, essayB: `w${i}` })));
      expect(isWonByA(judge.compare(request({ essayA: `w${i}`, essayB: `s${i}` })))).toBe(!isWon);
      if (isWon) wins += 1;
    }
    expect(offBy(wins, 2000, 0.5)).toBeLessThan(1);
  });
});

describe('bt', () => {
  test('has the stated shares and never fails', () => {
    expect(offBy(winsOfBetter(verdictsOf('bt', 1)), N, 0.7311)).toBeLessThan(1);
    expect(offBy(winsOfBetter(verdictsOf('bt', 2)), N, 0.8808)).toBeLessThan(1);
    expect(answersOf(verdictsOf('bt', 1)).length).toBe(N);
  });

  test('costs what its tokens cost', () => {
    const [answer] = answersOf(verdictsOf('bt', 1));
    const { promptTokens = 0, completionTokens = 0 } = answer?.usage ?? {};
    expect(answer?.costUsd).toBe((promptTokens + 4 * completionTokens) / 1e6);
  });
});

describe('biased', () => {
  test('leans to the essay shown first and to the longer one, as stated', () => {
    const equal = answersOf(verdictsOf('biased', 0));
    expect(offBy(equal.filter(isWonByA).length, N, 0.5987)).toBeLessThan(1);
    // The longer text is A's or B's in turn, and the s essay's in all of them.
    const long = { textA: 'x'.repeat(2000), textB: 'x'.repeat(1000) };
    const short = { textA: 'x'.repeat(1000), textB: 'x'.repeat(2000) };
    const longerFirst = verdictsOf('biased', 0, long)
      .filter((_, i) => i % 2 === 0)
      .filter(isWonByA).length;
    const shorterFirst = verdictsOf('biased', 0, short)
      .filter((_, i) => i % 2 === 1)
      .filter(isWonByA).length;
    expect(offBy(longerFirst + N / 2 - shorterFirst, N, 0.6146)).toBeLessThan(1);
  });
});

describe('noisy', () => {
  const verdicts = verdictsOf('noisy', 2);

  test('has the stated share among its answers', () => {
    expect(offBy(winsOfBetter(verdicts), answersOf(verdicts).length, 0.6998)).toBeLessThan(1);
  });

  test('fails as often as stated, mostly in bursts', () => {
    const errors = verdicts.filter(isError).length;
    // Five verdicts share a wave and its burst, which widens the spread by √(1 + 4 · 0.09 · 0.28² / 0.0457) = 1.27.
    expect(offBy(errors, N, 0.048)).toBeLessThan(1.27);
    expect(errors).toBeGreaterThan(N * 0.02);
  });
});
