import { describe, expect, test } from 'vitest';
import type { Judge } from '../../src/judges/judge.js';
import { parseProfile } from '../../src/judges/profile.js';
import { createJudge, judgeRegistry } from '../../src/judges/registry.js';
import { userJudge } from '../../src/judges/user-judge.js';
import { requestsOf, sha256 } from './asking.js';

const context = { abilities: new Map<string, { ability: number }>(), sha256 };
const profile = parseProfile({ name: 'first', choice: { model: 'share', shareA: 1 } });
const own: Judge = { compare: () => ({ winner: 'essay_b', confidence: 5, justification: 'mine' }) };
const request = requestsOf()({ essayA: 'e1', essayB: 'e2' });

describe('judges by name', () => {
  test('are the profiles and whatever else is registered', () => {
    const registry = judgeRegistry([profile], new Map([['own', () => own]]));
    expect(createJudge(registry, 'first', context).compare(request)).toMatchObject({ winner: 'essay_a' });
    expect(createJudge(registry, 'own', context)).toBe(own);
  });

  test('an unknown name is refused with the known ones', () => {
    const registry = judgeRegistry([profile], new Map([['cassette', () => own]]));
    expect(() => createJudge(registry, 'frist', context)).toThrow(
      expect.objectContaining({
        code: 'unknown_judge',
        message: 'There is no judge "frist".',
        fix: 'Use one of cassette, first, or the path of your own module (./my-judge.js).',
      }),
    );
  });

  test('a name that is given twice is refused', () => {
    expect(() => judgeRegistry([profile, profile])).toThrow('Two judges have the name "first".');
    expect(() => judgeRegistry([profile], new Map([['first', () => own]]))).toThrow(
      'Two judges have the name "first".',
    );
  });
});

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
