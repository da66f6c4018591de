import { expect, test } from 'vitest';
import { ran } from './ran.js';

test('a batch made by old code finishes: rebuilt from its row, without an override, within the budget it had', () => {
  const { ending, factsOf, row } = ran('legacy-batch-19');
  const [first, ...later] = factsOf('wave.submitted');
  expect(ending).toBe('finished');
  expect([first?.rehydrated_from, first?.cap]).toEqual(['request', 100]);
  expect(
    new Set(
      later.map(
        ({ rehydrated_from, override, cap, source }) => `${rehydrated_from} ${override} ${cap} ${source}`,
      ),
    ),
  ).toEqual(new Set(['batch_row null 100 runner_override']));
  expect(new Set(factsOf('request.rehydrated').map(({ from }) => from))).toEqual(new Set(['batch_row']));
  expect(row('select state, submitted_comparisons as submitted from cj_batch_states')).toEqual({
    state: 'COMPLETED',
    submitted: 100,
  });
});
