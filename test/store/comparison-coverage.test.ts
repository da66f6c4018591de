import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBatch, addComparisons, memoryStore, queryPlan, recordingDriver } from './small-world.js';

function world() {
  const store = memoryStore();
  return { store, batch: addBatch(store), coverage: store.coverage };
}

describe('counting', () => {
  test('uses the index that covers it and sorts nothing', () => {
    const { driver, prepared } = recordingDriver();
    const store = memoryStore(driver);
    const batch = addBatch(store);
    prepared.length = 0;
    store.coverage.countAnswers(batch);
    store.coverage.countCoverage(batch, 4, 4);
    const plans = prepared.map((sql) =>
      queryPlan(driver, sql).filter((step) => /SEARCH|SCAN cj_|B-TREE/.test(step)),
    );
    const covered = [
      'SEARCH cj_comparison_pairs USING COVERING INDEX ix_cj_comparison_pairs_counts (cj_batch_id=?)',
    ];
    expect(plans).toEqual([covered, covered]);
  });

  test('reads one row each, however many comparisons there are', () => {
    const { store, batch, coverage } = world();
    addComparisons(store, batch, ['e0 e1 essay_a', 'e1 e2 essay_b', 'e2 e3 error', 'e0 e3 -']);
    const before = store.driver.tally.rowsRead;
    coverage.countAnswers(batch);
    coverage.countCoverage(batch, 4, 4);
    expect(store.driver.tally.rowsRead - before).toBe(2);
    store.pairs.rowsOfBatch(batch);
    expect(store.driver.tally.rowsRead - before).toBe(2 + 4);
  });

  test('tells answered, errors and open apart', () => {
    const { store, batch, coverage } = world();
    addComparisons(store, batch, ['e0 e1 essay_a', 'e1 e0 essay_b', 'e2 e3 error', 'e0 e3 -']);
    expect(coverage.countAnswers(batch)).toEqual({ submitted: 4, answered: 2, errors: 1, open: 1 });
  });

  test('takes both orders of a pair as one', () => {
    const { store, batch, coverage } = world();
    addComparisons(store, batch, ['e0 e1 essay_a', 'e1 e0 essay_b', 'e0 e1 error']);
    expect(coverage.countCoverage(batch, 4, 4)).toMatchObject({ successful: 1, waitingRetry: 0 });
  });

  test('of a batch does not see another', () => {
    const { store, batch, coverage } = world();
    addComparisons(store, addBatch(store, 22), ['e0 e1 essay_a', 'e1 e2 error']);
    expect(coverage.countAnswers(batch)).toEqual({ submitted: 0, answered: 0, errors: 0, open: 0 });
    expect(coverage.countCoverage(batch, 4, 4)).toEqual({
      maxPossible: 6,
      successful: 0,
      givenUp: 0,
      waitingRetry: 0,
    });
  });

  test('a failed pair waits until its attempts are used up, then it is given up', () => {
    const { store, batch, coverage } = world();
    addComparisons(store, batch, ['e0 e1 error', 'e1 e0 error', 'e2 e3 error', 'e0 e2 error', 'e0 e2 -']);
    expect(coverage.countCoverage(batch, 4, 3)).toEqual({
      maxPossible: 6,
      successful: 0,
      givenUp: 0,
      waitingRetry: 2,
    });
    expect(coverage.countCoverage(batch, 4, 2)).toEqual({
      maxPossible: 6,
      successful: 0,
      givenUp: 1,
      waitingRetry: 1,
    });
    expect(coverage.countCoverage(batch, 4, 1)).toEqual({
      maxPossible: 6,
      successful: 0,
      givenUp: 2,
      waitingRetry: 0,
    });
  });

  test('agrees with counting by hand', () => {
    const row = fc
      .tuple(fc.nat(4), fc.nat(4), fc.constantFrom('essay_a', 'essay_b', 'error', '-'))
      .filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), fc.integer({ min: 1, max: 4 }), (rows, allowed) => {
        const { store, batch, coverage } = world();
        addComparisons(
          store,
          batch,
          rows.map(([a, b, winner]) => `e${a} e${b} ${winner}`),
        );
        const byPair = new Map<string, string[]>();
        for (const [a, b, winner] of rows) {
          const key = `${Math.min(a, b)}-${Math.max(a, b)}`;
          byPair.set(key, [...(byPair.get(key) ?? []), winner]);
        }
        const histories = [...byPair.values()];
        const failed = histories.filter((answers) => answers.every((one) => one === 'error'));
        expect(coverage.countCoverage(batch, 5, allowed)).toEqual({
          maxPossible: 10,
          successful: histories.filter((answers) => answers.some((one) => one.startsWith('essay'))).length,
          givenUp: failed.filter((answers) => answers.length >= allowed).length,
          waitingRetry: failed.filter((answers) => answers.length < allowed).length,
        });
        store.driver.close();
      }),
      { numRuns: 100 },
    );
  });
});
