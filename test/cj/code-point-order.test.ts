import { expect, test } from 'vitest';
import { byCodePoint } from '../../src/cj/code-point-order.js';

/** In their order, as Python sorts them; around the surrogates, which stand between U+D7FF and U+E000. */
const IN_ORDER = [
  '',
  '-',
  '10',
  '9',
  'B',
  'a',
  'aa',
  'ab',
  'å',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '\u{10000}',
  '\u{10ffff}',
];

test('ids are in the order of their code points, and one that begins another stands before it', () => {
  expect(IN_ORDER.toReversed().sort(byCodePoint)).toEqual(IN_ORDER);
  for (const id of IN_ORDER) expect(byCodePoint(id, id)).toBe(0);
});

test('units of surrogates are compared as such behind an equal beginning', () => {
  expect(byCodePoint('x\u{1f600}', 'x\u{1f601}')).toBeLessThan(0);
  expect(byCodePoint('x\u{1f600}', 'x\ufffd')).toBeGreaterThan(0);
  expect(byCodePoint('x\ufffd', 'x\u{1f600}')).toBeLessThan(0);
});
