import { describe, expect, test } from 'vitest';
import type { Judge } from '../../src/judges/judge.js';
import { userJudge } from '../../src/judges/user-judge.js';

const own: Judge = { compare: () => ({ winner: 'essay_b', confidence: 5, justification: 'mine' }) };
describe("a user's module", () => {
  const ask = async (loaded: unknown, options = {}): Promise<Judge> =>
    userJudge(loaded, options, './mine.js');

  test('may export a judge, or a function of options that gives one, at once or later', async () => {
    const ofOptions = (options: object): Judge => ({ ...own, ...options });
    expect(await ask({ default: own })).toBe(own);
    expect(await ask({ default: ofOptions }, { a: 1 })).toEqual({ ...own, a: 1 });
    expect(await ask({ default: async () => own })).toBe(own);
  });

  const cases: readonly [string, unknown, string][] = [
    ['no default export', { compare: own.compare }, 'The judge module has no default export.'],
    ['not a module', null, 'The judge module has no default export.'],
    [
      'a judge without compare',
      { default: {} },
      'The judge module has a default export without a compare function.',
    ],
    [
      'a function that gives nothing',
      { default: () => undefined },
      'The judge module has a default function that gives no object with a compare function.',
    ],
    [
      'a function that fails',
      {
        default: () => {
          throw new Error('no key');
        },
      },
      'The judge module failed when its judge was made: no key.',
    ],
  ];
  test.each(cases)('is refused with its path: %s', async (_name, loaded, message) => {
    await expect(ask(loaded)).rejects.toMatchObject({
      code: 'bad_judge_module',
      message,
      where: './mine.js',
    });
  });
});
