import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { MOST_LATENCY_MS } from '../../src/cj/latency.js';
import { askJudgeSafely } from '../../src/judges/ask-judge-safely.js';
import type { Judge } from '../../src/judges/judge.js';
import { checkVerdict } from '../../src/judges/verdict.js';
import { requestsOf } from './asking.js';

const answer = { winner: 'essay_a', confidence: 4, justification: 'clearer' } as const;
const invalid = (message: string): unknown => ({ error: { code: 'INVALID_RESPONSE', message } });

describe('a verdict that is right', () => {
  test('keeps its known fields alone, the latency in whole milliseconds', () => {
    const usage = { promptTokens: 10, completionTokens: 2, cached: 5 };
    expect(checkVerdict({ ...answer, usage, costUsd: 0.001, latencyMs: 12.6, mood: 'good' })).toEqual({
      ...answer,
      usage: { promptTokens: 10, completionTokens: 2 },
      costUsd: 0.001,
      latencyMs: 13,
    });
  });

  test('may leave out usage, cost and latency, and have a broken confidence', () => {
    expect(checkVerdict({ ...answer, confidence: 3.5 })).toEqual({ ...answer, confidence: 3.5 });
  });

  test.each([
    { confidence: 1 },
    { confidence: 5 },
    { costUsd: 0 },
    { latencyMs: 0 },
    { latencyMs: MOST_LATENCY_MS },
    { usage: { promptTokens: 0, completionTokens: 0 } },
  ])('may be at a limit: %j', (at) => {
    expect(checkVerdict({ ...answer, ...at })).toEqual({ ...answer, ...at });
  });

  test('has 0 for −0, which JSON does not keep', () => {
    const usage = { promptTokens: -0, completionTokens: -0 };
    expect(checkVerdict({ ...answer, usage, costUsd: -0, latencyMs: -0 })).toEqual({
      ...answer,
      usage: { promptTokens: 0, completionTokens: 0 },
      costUsd: 0,
      latencyMs: 0,
    });
  });

  test.each([
    ['winner', 'essay_a'],
    ['confidence', 4],
    ['justification', 'clearer'],
    ['costUsd', 1],
    ['latencyMs', 5],
  ])('is read once, also where %s is something else the next time', (field, first) => {
    const given = [first];
    const verdict = Object.defineProperty({ ...answer }, field, { get: () => given.pop() ?? 5n });
    expect(checkVerdict(verdict)).toEqual({ ...answer, [field]: first });
  });

  test('may be an error with a code', () => {
    expect(checkVerdict({ error: { code: 'TIMEOUT', message: 'late', stack: 1 }, latencyMs: 5 })).toEqual({
      error: { code: 'TIMEOUT', message: 'late' },
      latencyMs: 5,
    });
    expect(checkVerdict({ error: { code: 'TIMEOUT' } })).toEqual({ error: { code: 'TIMEOUT', message: '' } });
  });
});

describe('a verdict that is wrong becomes an error that says why', () => {
  const cases: readonly [string, unknown, string][] = [
    ['nothing', undefined, 'the judge returned undefined; a verdict is an object'],
    ['null', null, 'the judge returned null; a verdict is an object'],
    ['a text', 'A', 'the judge returned "A"; a verdict is an object'],
    ['a list', [answer], 'the judge returned a list; a verdict is an object'],
    [
      'no winner',
      { confidence: 3, justification: '' },
      'the judge returned winner undefined; it must be "essay_a" or "essay_b"',
    ],
    [
      'the winner "error"',
      { ...answer, winner: 'error' },
      'the judge returned winner "error"; it must be "essay_a" or "essay_b"',
    ],
    [
      'confidence 9',
      { ...answer, confidence: 9 },
      'the judge returned confidence 9; it must be a number from 1 to 5',
    ],
    [
      'confidence 0.99',
      { ...answer, confidence: 0.99 },
      'the judge returned confidence 0.99; it must be a number from 1 to 5',
    ],
    [
      'a latency beyond the limit',
      { ...answer, latencyMs: MOST_LATENCY_MS + 1 },
      `the judge returned latencyMs ${MOST_LATENCY_MS + 1}; it must be a number from 0 to ${MOST_LATENCY_MS}`,
    ],
    [
      'confidence NaN',
      { ...answer, confidence: Number.NaN },
      'the judge returned confidence NaN; it must be a number from 1 to 5',
    ],
    [
      'confidence as a text',
      { ...answer, confidence: '4' },
      'the judge returned confidence "4"; it must be a number from 1 to 5',
    ],
    [
      'no justification',
      { winner: 'essay_a', confidence: 3 },
      'the judge returned justification undefined; it must be a text',
    ],
    [
      'a negative cost',
      { ...answer, costUsd: -1 },
      'the judge returned costUsd -1; it must be a number of at least 0',
    ],
    [
      'an infinite latency',
      { ...answer, latencyMs: Number.POSITIVE_INFINITY },
      'the judge returned latencyMs Infinity; it must be a number from 0 to 31536000000',
    ],
    [
      'half a usage',
      { ...answer, usage: { promptTokens: 1 } },
      'the judge returned usage.completionTokens undefined; it must be a number of at least 0',
    ],
    [
      'a usage that is none',
      { ...answer, usage: null },
      'the judge returned usage.promptTokens undefined; it must be a number of at least 0',
    ],
    [
      'an error without a code',
      { error: { message: 'oh' } },
      'the judge returned error.code undefined; it must be a text',
    ],
    [
      'an error that is a text',
      { error: 'oh' },
      'the judge returned error.code undefined; it must be a text',
    ],
    ['a function', () => answer, 'the judge returned a function; a verdict is an object'],
    ['a huge number', 10n ** 99n, `the judge returned 1${'0'.repeat(59)}…; a verdict is an object`],
  ];
  test.each(cases)('%s', (_name, returned, message) => {
    expect(checkVerdict(returned)).toEqual(invalid(message));
  });

  test('and keeps the time that it took', () => {
    expect(checkVerdict({ ...answer, confidence: 0, latencyMs: 20 })).toEqual({
      error: {
        code: 'INVALID_RESPONSE',
        message: 'the judge returned confidence 0; it must be a number from 1 to 5',
      },
      latencyMs: 20,
    });
  });
});

describe('a judge that is asked safely', () => {
  const request = requestsOf()({ essayA: 'e1', essayB: 'e2' });
  const judge = (compare: () => unknown): Judge => ({ compare }) as Judge;
  const failed = { error: { code: 'JUDGE_FAILED', message: 'the judge threw: no luck' } };

  test('answers at once if it can', () => {
    expect(
      askJudgeSafely(
        judge(() => answer),
        request,
      ),
    ).toEqual(answer);
    expect(
      askJudgeSafely(
        judge(() => 5),
        request,
      ),
    ).toEqual(invalid('the judge returned 5; a verdict is an object'));
  });

  test('answers later if it must', async () => {
    expect(
      await askJudgeSafely(
        judge(() => Promise.resolve(answer)),
        request,
      ),
    ).toEqual(answer);
    expect(
      await askJudgeSafely(
        judge(() => Promise.resolve(5)),
        request,
      ),
    ).toEqual(invalid('the judge returned 5; a verdict is an object'));
  });

  test('gives an error when it throws, at once or later', async () => {
    const fail = (): never => {
      throw new Error('no luck');
    };
    expect(askJudgeSafely(judge(fail), request)).toEqual(failed);
    expect(
      await askJudgeSafely(
        judge(() => Promise.reject(new Error('no luck'))),
        request,
      ),
    ).toEqual(failed);
  });

  test('does not hide an error of cjsim or of its user', () => {
    const fail = (): never => {
      throw new UserError({ code: 'no_true_ability', message: 'which?' });
    };
    expect(() => askJudgeSafely(judge(fail), request)).toThrow(UserError);
  });
});
