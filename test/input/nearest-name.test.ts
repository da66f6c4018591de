import { expect, test } from 'vitest';
import { didYouMean, nearestName } from '../../src/input/nearest-name.js';

test.each([
  ['esays', 'essays'],
  ['modle', 'model'],
  ['ESSAYS', 'essays'],
  ['essa', 'essays'],
  ['mod', 'model'],
  ['m', null],
  ['xyzzy', null],
  ['', null],
  ['essays'.repeat(1000), null],
])('%j is near %j', (written, nearest) => {
  expect(nearestName(written, ['essays', 'model'])).toBe(nearest);
});

test('the end of the sentence names the nearest name, if any', () => {
  expect([didYouMean('modle', ['model']), didYouMean('x', ['model'])]).toEqual([
    '; did you mean model?',
    '.',
  ]);
});
