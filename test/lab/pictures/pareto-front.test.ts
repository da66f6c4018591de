/** Which points no other beats. */
import { expect, test } from 'vitest';
import { paretoFront } from '../../../src/lab/pictures/pareto-front.js';

test('on the front are, in the order of cost, the points that are better than every cheaper one', () => {
  const points = [
    { name: 'dear and worse', cost: 4, value: 0.6 },
    { name: 'best', cost: 3, value: 0.8 },
    { name: 'cheapest', cost: 1, value: 0.5 },
    { name: 'of the same cost, and worse', cost: 2, value: 0.6 },
    { name: 'of the same cost, and better', cost: 2, value: 0.7 },
    { name: 'better by rounding alone', cost: 5, value: 0.8 + 1e-15 },
  ];
  const names = ['cheapest', 'of the same cost, and better', 'best'];
  expect(paretoFront(points).map(({ name }) => name)).toEqual(names);
  expect(paretoFront([...points].reverse()).map(({ name }) => name)).toEqual(names);
});
