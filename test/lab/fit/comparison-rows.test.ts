/** Rows of a program as a table of comparisons, and what of them is refused. */
import { expect, test } from 'vitest';
import { comparisonTable } from '../../../src/lab/fit/comparison-rows.js';
import { fit } from '../../../src/lab/fit/fit.js';

test('items and judges are numbered as they come, and who was shown first is known row by row', () => {
  expect(
    comparisonTable([
      { winner: 'b', loser: 'a', judge: 'x', first: 'b' },
      { winner: 'a', loser: 'c', judge: 'y', first: 'c' },
      { winner: 'c', loser: 'b' },
    ]),
  ).toEqual({
    items: ['b', 'a', 'c'],
    judges: ['x', 'y'],
    decisions: [
      { winner: 0, loser: 1, judge: 0, winnerFirst: true },
      { winner: 1, loser: 2, judge: 1, winnerFirst: false },
      { winner: 2, loser: 0, judge: null, winnerFirst: null },
    ],
    order: 'shown',
  });
  expect(comparisonTable([{ winner: 'a', loser: 'b' }])).not.toHaveProperty('order');
});

test.each<[row: object, message: string]>([
  [{ winner: 'a', loser: 'a' }, 'Row 2 compares a with itself.'],
  [{ winner: 'a', loser: 'b', first: 'c' }, 'Row 2 compares a and b, and shows c first.'],
  [{ winner: 'a' }, 'Row 2 has no loser: it must be the id of an item, in a text.'],
  [{ winner: 'a', loser: 'b', judge: null }, 'Row 2 has no judge: it must be the id of a judge, in a text.'],
  [
    { winner: 'a', loser: 'b', jugde: 'x' },
    'Row 2 has a key jugde, which a comparison does not have; did you mean judge?',
  ],
  [['a', 'b'], 'Row 2 is no comparison'],
])('the row %j is refused', (row, message) => {
  const rows = [{ winner: 'a', loser: 'b' }, row] as Parameters<typeof comparisonTable>[0];
  expect(() => comparisonTable(rows)).toThrowError(
    expect.objectContaining({ name: 'UserError', message, where: 'rows[1]' }),
  );
});

test('of no rows nothing is known, and no figure is NaN', () => {
  const { connectivity } = fit(comparisonTable([]));
  expect(connectivity.words).toEqual([
    '0 comparisons of 0 items: 0.0 comparisons per item as total / n, 0.0 as appearances of an item (2 · total / n).',
  ]);
  expect(Object.values(connectivity).filter(Number.isNaN)).toEqual([]);
});
