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

const withMessage = (message: unknown): Error => Object.assign(new Error('x'), { message });

test.each([
  ['an error with a symbol for a message', withMessage(Symbol('oh')), 'Symbol(oh)'],
  ['an error with an object for a message', withMessage(Object.create(null)), 'an object without a text'],
  [
    'what does not say what it is',
    new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error('no');
        },
      },
    ),
    'an object without a text',
  ],
])('%s is an error of the provider, thrown and rejected', async (_what, thrown, says) => {
  const error = { code: 'JUDGE_FAILED', message: `the judge threw: ${says}` };
  const request = requestsOf()({ essayA: 'e1', essayB: 'e2' });
  const atOnce = (): never => {
    throw thrown;
  };
  expect(await askJudgeSafely({ compare: atOnce }, request)).toEqual({ error });
  expect(await askJudgeSafely({ compare: async () => atOnce() }, request)).toEqual({ error });
});

test('a promise whose then is another gives what that gives', async () => {
  const verdict = { winner: 'essay_a', confidence: 3, justification: '' } as const;
  const odd = Object.assign(Promise.resolve(verdict), {
    // biome-ignore lint/suspicious/noThenProperty: that is what is tested
    then: (tell: (verdict: Verdict) => void) => tell({ ...verdict, confidence: 5 }),
  });
  const request = requestsOf()({ essayA: 'e1', essayB: 'e2' });
  const answer = askJudgeSafely({ compare: () => odd as unknown as Promise<Verdict> }, request);
  expect(await answer).toEqual({ ...verdict, confidence: 5 });
});
