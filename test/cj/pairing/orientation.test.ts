import { describe, expect, test } from 'vitest';
import {
  type OrientationInput,
  type OrientationRule,
  orientWave,
} from '../../../src/cj/pairing/orientation.js';
import {
  anchorFirst,
  fairComplement,
  idOrder,
  randomOrientation,
} from '../../../src/cj/pairing/orientation-rules.js';
import type { EssayId } from '../../../src/cj/words.js';
import { historyOf, named } from './nets.js';

const ids = named('d', 'c', 'b', 'a');
const never = (): number => {
  throw new Error('no chance is needed here');
};

interface Given extends Partial<OrientationInput> {
  readonly history: OrientationInput['history'];
}

/** Orients pairs written 'x-y'; the answers are 'a-b branch'. */
function oriented(rule: OrientationRule, pairs: readonly string[], given: Given): readonly string[] {
  const places = pairs.map((pair) => {
    const [x = '', y = ''] = pair.split('-').map((id) => ids.indexOf(id as EssayId));
    return { a: Number(x), b: Number(y) };
  });
  const input = { mode: 'coverage', ids, isAnchor: () => false, chance: never, ...given } as const;
  return orientWave(places, rule, input).map(({ a, b, branch }) => `${ids[a]}-${ids[b]} ${branch}`);
}

describe('fair_complement', () => {
  test('sees what the wave has planned already', () => {
    const history = historyOf(ids);
    const wave = oriented(fairComplement, ['a-b', 'a-c', 'a-d'], { history, chance: () => 0 });
    expect(wave).toEqual(['a-b both_even_random', 'c-a smaller_sum', 'a-d both_even_random']);
  });

  test('does not change the history', () => {
    const history = historyOf(ids, 'a>b');
    oriented(fairComplement, ['a-b'], { history });
    expect([...history.skews]).toEqual([0, 0, -1, 1]);
  });

  test('asks the other orientation again in resampling only', () => {
    const history = historyOf(ids, 'a>b', 'b>c', 'c>a');
    const chance = () => 0;
    expect(oriented(fairComplement, ['a-b'], { mode: 'resampling', history })).toEqual(['b-a complement']);
    expect(oriented(fairComplement, ['a-b'], { mode: 'coverage', history, chance })).toEqual([
      'a-b both_even_random',
    ]);
  });
});

test('random orientation follows chance alone', () => {
  const history = historyOf(ids, 'a>b', 'a>b');
  const at = (number: number) => oriented(randomOrientation, ['a-b'], { history, chance: () => number });
  expect([at(0.49), at(0.5)]).toEqual([['a-b random'], ['b-a random']]);
});

test('anchor_first shows anchors as A, and otherwise the earlier in the list', () => {
  const isAnchor = (place: number) => ids[place] === 'a' || ids[place] === 'b';
  const wave = oriented(anchorFirst, ['d-a', 'b-c', 'a-b', 'c-d'], { history: historyOf(ids), isAnchor });
  expect(wave).toEqual(['a-d anchor_first', 'b-c anchor_first', 'b-a list_order', 'd-c list_order']);
});

test('id_order shows the smaller id where chance should decide, and else keeps to fair_complement', () => {
  const history = historyOf(ids, 'c>b');
  expect(oriented(idOrder, ['d-a', 'a-d'], { history })).toEqual(['a-d id_order', 'd-a opposite']);
  expect(oriented(idOrder, ['c-b'], { history })).toEqual(['b-c opposite']);
});
