import { expect, test } from 'vitest';
import { askJudgeSafely } from '../../src/judges/ask-judge-safely.js';
import type { Verdict } from '../../src/judges/judge.js';
import { requestsOf } from './asking.js';

const unreadable = {
  get winner(): never {
    throw new Error('no winner yet');
  },
} as unknown as Verdict;

test.each([
  ['at once', () => unreadable],
  ['later', async () => unreadable],
])('an answer that throws when it is read, given %s, is an error of the provider', async (_when, compare) => {
  const request = requestsOf()({ essayA: 'e1', essayB: 'e2' });
  expect(await askJudgeSafely({ compare }, request)).toEqual({
    error: { code: 'JUDGE_FAILED', message: 'the judge threw: no winner yet' },
  });
});
