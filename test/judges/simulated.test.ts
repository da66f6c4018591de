import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/judges/judge.js';
import { parseProfile } from '../../src/judges/profile.js';
import { createSimulatedJudge, type SynchronousJudge } from '../../src/judges/simulated.js';
import {
  countOf,
  isError,
  offBy,
  pairedAbilities,
  type Question,
  requestsOf,
  sha256,
  shippedProfile,
} from './asking.js';

const N = 20_000;
const abilities = pairedAbilities(N, 1);
const judgeOf = (profile: object): SynchronousJudge =>
  createSimulatedJudge(parseProfile({ name: 'test', choice: { model: 'bt' }, ...profile }), {
    abilities,
    sha256,
  });
const question = (i: number): Question => ({ essayA: `s${i}`, essayB: `w${i}` });
const noisy = createSimulatedJudge(shippedProfile('noisy'), { abilities, sha256 });

describe('a simulated verdict', () => {
  test('is the same for the same key, whatever else was asked, and in whatever order', () => {
    const questions = [0, 1, 2, 3, 4].flatMap((i) => [
      question(i),
      { ...question(i), attempt: 2, wave: 2 },
      { essayA: `w${i}`, essayB: `s${i + 1}` },
    ]);
    const request = requestsOf();
    const forwards = questions.map((asked) => noisy.compare(request(asked)));
    const backwards = requestsOf();
    const reversed = [...questions].reverse().map((asked) => noisy.compare(backwards(asked)));
    expect(reversed.reverse()).toEqual(forwards);
    expect(questions.map((asked) => noisy.compare(requestsOf()(asked)))).toEqual(forwards);
  });

  test('is another one under another seed', () => {
    const verdicts = (seed: string): unknown => {
      const request = requestsOf(seed);
      return [0, 1, 2, 3, 4, 5].map((i) => noisy.compare(request(question(i))));
    };
    expect(verdicts('a')).not.toEqual(verdicts('b'));
  });

  test('uses no key twice', () => {
    const request = requestsOf('ledger', true);
    for (let i = 0; i < 200; i++) {
      for (const attempt of [1, 2]) {
        noisy.compare(request({ ...question(i), attempt, wave: (i % 5) + 1 }));
        noisy.compare(request({ essayA: `w${i}`, essayB: `s${i}`, attempt, wave: (i % 5) + 1 }));
      }
    }
  });

  test('has every field', () => {
    const judge = judgeOf({
      choice: { model: 'perfect' },
      confidence: { base: 2, perLogit: 1, sd: 0 },
      latencyMs: 1234.4,
      tokens: { prompt: 100, promptPerCharacter: 0.5, completion: 40 },
      priceUsdPerMillionTokens: { prompt: 1, completion: 4 },
    });
    const asked = { ...requestsOf()(question(0)), prompt: 'x'.repeat(200) };
    expect(judge.compare(asked)).toEqual({
      winner: 'essay_a',
      confidence: 3,
      justification: 'Essay A reads as the better one, by 1.00 logits.',
      usage: { promptTokens: 200, completionTokens: 40 },
      costUsd: 0.00036,
      latencyMs: 1234,
    });
  });
});

describe('confidence', () => {
  const meanConfidence = (judge: SynchronousJudge): number => {
    const request = requestsOf();
    let sum = 0;
    for (let i = 0; i < 5000; i++) sum += (judge.compare(request(question(i))) as Answer).confidence;
    return sum / 5000;
  };

  test('grows with the perceived difference', () => {
    const means = [0, 1, 3, 6].map((discrimination) =>
      meanConfidence(judgeOf({ choice: { model: 'bt', discrimination } })),
    );
    expect(means).toEqual([...means].sort((a, b) => a - b));
    expect((means[3] ?? 0) - (means[0] ?? 0)).toBeGreaterThan(1);
  });

  test('is a whole number from 1 to 5, however it is set', () => {
    const seen = new Set<number>();
    const judge = judgeOf({ confidence: { base: 3, perLogit: 0, sd: 4 } });
    const request = requestsOf();
    for (let i = 0; i < 500; i++) seen.add((judge.compare(request(question(i))) as Answer).confidence);
    expect([...seen].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('simulated errors', () => {
  test('come at the stated rate, with codes by their weight', () => {
    const codes = [
      { code: 'TIMEOUT', message: 'late', weight: 1 },
      { code: 'RATE_LIMIT', message: 'slow down', weight: 3 },
    ];
    const judge = judgeOf({ errors: { rate: 0.1, codes }, latencyMs: 7 });
    const request = requestsOf();
    const verdicts = Array.from({ length: N }, (_, i) => judge.compare(request(question(i))));
    const errors = verdicts.filter(isError);
    expect(offBy(errors.length, N, 0.1)).toBeLessThan(1);
    const late = errors.filter(({ error }) => error.code === 'TIMEOUT');
    expect(offBy(late.length, errors.length, 0.25)).toBeLessThan(1);
    expect(late[0]).toEqual({ error: { code: 'TIMEOUT', message: 'late' }, latencyMs: 7 });
    expect(new Set(errors.map(({ error }) => error.code))).toEqual(new Set(['TIMEOUT', 'RATE_LIMIT']));
  });

  test('of a burst hit the stated share of waves, and those waves alone', () => {
    const judge = judgeOf({ errors: { burst: { waveShare: 0.3, rate: 1 } } });
    const request = requestsOf();
    const errorsIn = (wave: number): number =>
      countOf(5, (i) => isError(judge.compare(request({ ...question(i), wave }))));
    const counts = Array.from({ length: 2000 }, (_, i) => errorsIn(i + 1));
    expect(new Set(counts)).toEqual(new Set([0, 5]));
    expect(offBy(counts.filter((count) => count === 5).length, 2000, 0.3)).toBeLessThan(1);
  });

  test('change no winner of the answers that remain', () => {
    const [calm, failing] = [judgeOf({}), judgeOf({ errors: { rate: 0.5 } })];
    const request = requestsOf();
    for (let i = 0; i < 200; i++) {
      const verdict = failing.compare(request(question(i)));
      if (!isError(verdict)) expect(verdict).toEqual(calm.compare(request(question(i))));
    }
  });
});
