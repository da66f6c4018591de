import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ddmin, leaveOutOneByOne } from '../../../src/search/blame/ddmin.js';

const items = Array.from({ length: 24 }, (_, n) => n);
const reducers = { ddmin, leaveOutOneByOne };

describe.each(Object.entries(reducers))('%s', (_, reduce) => {
  test('finds the one set that is needed, whatever it is', () => {
    fc.assert(
      fc.property(fc.subarray(items, { minLength: 1 }), (needed) => {
        const { items: found, isOneMinimal } = reduce(items, (subset) =>
          needed.every((n) => subset.includes(n)),
        );
        expect(isOneMinimal).toBe(true);
        expect(found.toSorted((a, b) => a - b)).toEqual(needed);
      }),
    );
  });

  test('gives a set that fails and of which not one can be left out, where items work against each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.subarray(items, { minLength: 1 }), { minLength: 1, maxLength: 4 }),
        fc.nat(23),
        (sets, spoils) => {
          // One of several sets is enough, and one item spoils all but the whole.
          const fails = (subset: readonly number[]) =>
            subset.length === items.length ||
            (sets.some((set) => set.every((n) => subset.includes(n))) &&
              !(subset.includes(spoils) && subset.length % 2 === 0));
          const { items: found } = reduce(items, fails);
          expect(fails(found)).toBe(true);
          const smaller = found
            .map((_item, place) => found.toSpliced(place, 1))
            .filter((rest) => rest.length > 0);
          expect(smaller.filter(fails)).toEqual([]);
        },
      ),
    );
  });

  test('says that its set may not be minimal when the tries end first', () => {
    let tries = 0;
    const fails = (subset: readonly number[]) =>
      ++tries > 3 ? null : subset.includes(3) && subset.includes(20);
    const { items: found, isOneMinimal } = reduce(items, fails);
    expect(isOneMinimal).toBe(false);
    expect(found).toEqual(expect.arrayContaining([3, 20]));
  });
});
