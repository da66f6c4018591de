/** Facts of one and of many, in sentences. */
import { expect, test } from 'vitest';
import type { Fact } from '../../src/cj/facts.js';
import { factSentence } from '../../src/report/fact-sentence.js';

test.each<[says: string, fact: Partial<Fact>]>([
  ['1 text did not arrive and is skipped.', { fact: 'texts.missing', storage_ids: ['a'] }],
  ['2 texts did not arrive and are skipped.', { fact: 'texts.missing', storage_ids: ['a', 'b'] }],
  [
    '1 answer came after the scoring: the batch is scored again with it.',
    { fact: 'scores.renewed', answers: 1 },
  ],
  [
    '3 answers came after the scoring: the batch is scored again with them.',
    { fact: 'scores.renewed', answers: 3 },
  ],
  [
    'It waits for no answer when it hears that it is stuck, and goes on as after any wave.',
    { fact: 'batch.not_stuck', open: 0 },
  ],
  [
    'It has moved by the time it hears that it is stuck, and waits for 1 answer.',
    { fact: 'batch.not_stuck', open: 1 },
  ],
])('%s', (says, fact) => {
  expect(factSentence(fact as Fact)).toBe(says);
});
