import { describe, expect, test } from 'vitest';
import type { EssayId } from '../../src/cj/words.js';
import type { AskingDraws } from '../../src/judges/judge.js';
import { type Asking, createJudgeDraws } from '../../src/judges/judge-draws.js';
import { createDraw } from '../../src/sim/randomness.js';

const [e1, e2] = ['e1' as EssayId, 'e2' as EssayId];
const first: Asking = { batchLabel: 'batch-1', essayA: e1, essayB: e2, attempt: 1, wave: 1 };
const draws = createJudgeDraws(createDraw('seed', { ledger: false }));
const all = (bound: AskingDraws): readonly number[] => [
  bound.draw('x'),
  bound.pairDraw('x'),
  bound.essayDraw('x', e1),
  bound.waveDraw('x'),
];

/** Which of asking, pair, essay and wave keep their number. */
const kept = (changed: Partial<Asking>): readonly boolean[] => {
  const before = all(draws(first));
  return all(draws({ ...first, ...changed })).map((value, i) => value === before[i]);
};

describe('the numbers of a comparison', () => {
  test('of the other order keep pair, essay and wave', () => {
    expect(kept({ essayA: e2, essayB: e1 })).toEqual([false, true, true, true]);
  });

  test('of a repeat keep pair, essay and wave', () => {
    expect(kept({ attempt: 2 })).toEqual([false, true, true, true]);
  });

  test('of another wave keep all but the wave', () => {
    expect(kept({ wave: 2 })).toEqual([true, true, true, false]);
  });

  test('of another pair keep essay and wave', () => {
    expect(kept({ essayB: 'e3' as EssayId })).toEqual([false, false, true, true]);
  });

  test('of another batch are all others', () => {
    expect(kept({ batchLabel: 'batch-2' })).toEqual([false, false, false, false]);
  });

  test('of another purpose are all others', () => {
    const bound = draws(first);
    const others = [bound.draw('y'), bound.pairDraw('y'), bound.essayDraw('y', e1), bound.waveDraw('y')];
    expect(others.map((value, i) => value === all(bound)[i])).toEqual([false, false, false, false]);
  });

  test('that are shared may be read again under the ledger, those of an asking once', () => {
    const checked = createJudgeDraws(createDraw('seed', { ledger: true }));
    const bound = checked(first);
    expect(all(bound)).toEqual(all(draws(first)));
    expect([bound.pairDraw('x'), checked({ ...first, attempt: 2 }).pairDraw('x')]).toEqual([
      draws(first).pairDraw('x'),
      draws(first).pairDraw('x'),
    ]);
    expect(() => bound.draw('x')).toThrow('["judge","batch-1","e1","e2","smaller",1,"x"] was used twice');
  });
});
