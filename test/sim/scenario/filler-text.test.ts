import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDraw } from '../../../src/sim/randomness.js';
import { fillerText } from '../../../src/sim/scenario/filler-text.js';

test('a made-up text has exactly the number of words, in sentences that end with a full stop', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 800 }), fc.string(), (words, seed) => {
      const text = fillerText(words, createDraw(seed).field('essay-text', 'x'));
      expect(text.split(/\s+/).length).toBe(words);
      expect(text).toMatch(/^[A-Z][\s\S]*\.$/);
    }),
    { numRuns: 50 },
  );
});

test('the same numbers give the same text', () => {
  const numbers = createDraw('1').field('essay-text', 'x');
  expect(fillerText(200, numbers)).toBe(fillerText(200, numbers));
});
