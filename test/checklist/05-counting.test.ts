import { expect, test } from 'vitest';
import { decideContinuation } from '../../src/steps/decide-continuation.js';
import { answerAll, ordersOf, scenario, students, waiting } from '../steps/bench.js';

/** Rows read by the continuation after the given number of waves. */
function rowsRead(
  waves: number,
  pairCounting: 'count' | 'load_rows',
): { readonly read: number; readonly comparisons: number } {
  const { made, orders } = waiting(
    scenario({ essays: { list: students(10) }, request: { max_comparisons: 45 } }),
    {
      rules: { pairCounting },
    },
  );
  let open = orders;
  let read = 0;
  let comparisons = 0;
  for (let wave = 0; wave < waves; wave++) {
    comparisons += open.length;
    answerAll(made, open);
    const before = made.store.driver.tally.rowsRead;
    open = ordersOf(made.run(decideContinuation, {}));
    read = made.store.driver.tally.rowsRead - before;
  }
  return { read, comparisons };
}

test('counting in a continuation reads no comparison rows: each is read once, for the fit', () => {
  const few = rowsRead(1, 'count');
  const many = rowsRead(6, 'count');
  expect([few.comparisons, many.comparisons, many.read - few.read]).toEqual([5, 30, 25]);
});

test('counting by loading rows reads each of them once more', () => {
  const few = rowsRead(1, 'load_rows');
  const many = rowsRead(6, 'load_rows');
  expect(many.read - few.read).toBe(50);
});
