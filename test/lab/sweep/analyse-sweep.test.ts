/** What a sweep makes of its numbers: means, shares, paired differences, and the cells that broke. */
import { expect, test } from 'vitest';
import { allDifferences, analyseSweep, basesOf } from '../../../src/lab/sweep/analyse-sweep.js';
import { conclusion } from '../../../src/lab/sweep/conclusion.js';
import { sweepText } from '../../../src/lab/sweep/sweep-text.js';
import { madeUp } from './made-up-sweep.js';

const result = madeUp();
const analysis = analyseSweep(result, ['true_r2', 'comparisons', 'comparisons_over_items']);

test('arms are compared with the first arm at the same level of `within`', () => {
  expect(basesOf(result)).toEqual([0, 0, 0, 3, 3, 3]);
  expect(analysis.differences.filter(({ outcome }) => outcome === 'true_r2').map(({ from }) => from)).toEqual(
    ['random, budget 100', 'random, budget 100', 'optimal_graph, budget 100', 'optimal_graph, budget 100'],
  );
});

test('differences.csv has every pair of arms once for each outcome, with the factor of common seeds', () => {
  const rows = [...allDifferences(result, ['true_r2'])];
  expect(rows).toHaveLength(15);
  expect(new Set(rows.map(({ arm, from }) => `${arm}/${from}`)).size).toBe(15);
  const opposite = rows.find(({ factor }) => factor !== null);
  expect(opposite?.factor?.estimate).toBeCloseTo(0.5, 10);
});

test('a share of runs has Newcombe and McNemar, a share of pairs of more than two essays has Student', () => {
  const yesNo = madeUp((arm, run) => ({ failed: Number(arm === 0 || run === 0), right_order: 1 }));
  const { differences, arms } = analyseSweep(yesNo, ['failed', 'right_order']);
  expect(differences[0]).toMatchObject({ outcome: 'failed', p: expect.closeTo(2 / 32, 10) });
  expect(differences[0]?.difference.low).toBeGreaterThan(-1);
  expect(arms[1]?.outcomes.get('right_order')).toEqual({ estimate: 1, low: 1, high: 1, n: 6 });
});

test('a share of runs whose batches end otherwise is a mean of shares', () => {
  const some = madeUp((arm, run) => ({ failed: arm === 0 ? ([0, 0.5, 1][run % 3] ?? 0) : 0 }));
  const [first, second] = analyseSweep(some, ['failed']).arms.map(({ outcomes }) => outcomes.get('failed'));
  // Student's: 0.5 ± 2.5706 · √(0.2/6), within 0 and 1.
  expect(first).toEqual({
    estimate: 0.5,
    low: expect.closeTo(0.0307, 4),
    high: expect.closeTo(0.9693, 4),
    n: 6,
  });
  expect(second).toEqual({ estimate: 0, low: 0, high: expect.closeTo(0.39, 2), n: 6 });
});

test('of one student a grade is right or wrong, and of two their order: shares of runs, of which more have none', () => {
  const wilson = { estimate: 1, low: expect.closeTo(0.61, 2), high: 1, n: 6 };
  const mean = { estimate: 1, low: 1, high: 1, n: 6 };
  const outcomes = ['right_order', 'oracle_exact', 'oracle_adjacent'] as const;
  const right = () => ({ right_order: 1, oracle_exact: 1, oracle_adjacent: 1 });
  const found = (students: number) =>
    analyseSweep(madeUp(right, 'fixed', students), outcomes).arms[0]?.outcomes;
  expect([...(found(1)?.values() ?? [])]).toEqual([mean, wilson, wilson]);
  expect([...(found(2)?.values() ?? [])]).toEqual([wilson, mean, mean]);
  expect([...(found(3)?.values() ?? [])]).toEqual([mean, mean, mean]);
});

test('cells that broke count as runs, and the first of them in the order of arms and seeds is the example', () => {
  const some = madeUp();
  const breaks = (arm: number, replicate: number, error: string) =>
    some.values.add(arm, { replicate, result: { kind: 'broken', error } });
  breaks(1, 5, 'No essays.');
  const line = () =>
    sweepText(some, { width: 1000 })
      .split('\n')
      .find((text) => text.includes('broke'));
  expect(line()).toBe(
    '1 cell broke and is kept with its seed, e.g. "random, budget 200" seed 5: No essays. It is tried again next time.',
  );
  breaks(3, 1, 'Late.');
  breaks(1, 6, 'Later.');
  breaks(1, 4, 'No anchors.');
  expect(line()).toBe(
    '4 cells broke and are kept with their seed, e.g. "random, budget 200" seed 4: No anchors. They are tried again next time.',
  );
  expect(analyseSweep(some, ['true_r2']).arms.map(({ runs, broken }) => [runs, broken])).toEqual([
    ...[
      [6, 0],
      [9, 3],
      [6, 0],
      [7, 1],
      [6, 0],
      [6, 0],
    ],
  ]);
});

test('values that only rounding parts are equal: no difference, no factor, and none lower beyond chance', () => {
  const noisy = madeUp((arm) => ({ true_r2: 0.3 + (arm % 2) * 4e-16, ssr: arm === 0 ? 0.1 + 0.2 : 0.3 }));
  const found = analyseSweep(noisy, ['true_r2', 'ssr']);
  for (const { difference, p, pHolm, factor } of found.differences)
    expect({ difference: difference.estimate, p, pHolm, factor }).toEqual({
      ...{ difference: 0, p: 1, pHolm: 1, factor: null },
    });
  expect(conclusion(noisy, found)).toContain('true_r2 (share) is the same in all arms');
});
