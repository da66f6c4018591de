/** What a sweep says of its numbers: crossings, the best arm and those like it, and the chart in the terminal. */
import { describe, expect, test } from 'vitest';
import { textChart } from '../../../src/lab/pictures/text-chart.js';
import { firstReach } from '../../../src/lab/statistics/first-reach.js';
import { allDifferences, analyseSweep, baseOf } from '../../../src/lab/sweep/analyse-sweep.js';
import { bestArms } from '../../../src/lab/sweep/best-arms.js';
import { conclusion } from '../../../src/lab/sweep/conclusion.js';
import { crossings } from '../../../src/lab/sweep/crossings.js';
import { checkedExperiment } from '../../../src/lab/sweep/load-experiment.js';
import { OUTCOME_NAMES, type Outcomes } from '../../../src/lab/sweep/outcome-list.js';
import type { SweepResult } from '../../../src/lab/sweep/sweep.js';
import { prepareArms } from '../../../src/lab/sweep/sweep-cells.js';
import { SweepValues } from '../../../src/lab/sweep/sweep-values.js';

const experiment = checkedExperiment({
  name: 'made-up',
  title: 'Made up',
  question: 'What is said of known numbers?',
  scenario: 'class-60',
  design: {
    kind: 'grid',
    factors: {
      'settings.PAIR_MATCHING_STRATEGY': ['random', 'optimal_graph'],
      'request.max_comparisons': [100, 200, 300],
    },
  },
  labels: { 'request.max_comparisons': 'budget' },
  within: 'settings.PAIR_MATCHING_STRATEGY',
  x: 'request.max_comparisons',
  reaches: [{ outcome: 'true_r2', levels: [0.7, 0.95] }],
  outcome: 'true_r2',
  outcomes: ['true_r2', 'comparisons'],
});
const NOISE = [-0.02, 0.01, 0.02, -0.01, 0.005, -0.005];
/** By arm, in the order of the design. */
const MEANS = [0.6, 0.8, 0.8, 0.65, 0.75, 0.9];

function madeUp(): SweepResult {
  const arms = prepareArms(experiment);
  const values = new SweepValues(arms.length, NOISE.length);
  for (const { index, arm } of arms) {
    NOISE.forEach((noise, k) => {
      const unknown = Object.fromEntries(OUTCOME_NAMES.map((name) => [name, null])) as Outcomes;
      const comparisons = Number(arm.set['request.max_comparisons']);
      // The noise of the arms with odd numbers runs the other way.
      const true_r2 = (MEANS[index] ?? 0) + (index % 2 === 0 ? noise : -noise);
      const outcomes = { ...unknown, true_r2, comparisons, comparisons_over_items: comparisons / 50 };
      const row = {
        batch: 1,
        policy: 'current',
        essays: 50,
        ssr_design: 'fixed',
        stop_reason: 'budget',
        outcomes,
      };
      values.add(index, {
        replicate: k + 1,
        result: { kind: 'done', ending: 'finished', digest: '', rows: [row] },
      });
    });
  }
  return {
    experiment,
    arms,
    values,
    cells: () => [],
    replicates: NOISE.length,
    kept: 0,
    computed: 0,
    reasons: new Map(),
    interrupted: false,
    shard: null,
    precision: null,
  };
}

const result = madeUp();
const analysis = analyseSweep(result, ['true_r2', 'comparisons', 'comparisons_over_items']);

test('arms are compared with the first arm at the same level of `within`', () => {
  expect([0, 1, 2, 3, 4, 5].map((arm) => baseOf(result, arm))).toEqual([0, 0, 0, 3, 3, 3]);
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

test('the best arm of each group is named with those not told from it, and the cheapest of them', () => {
  const [random, graph] = bestArms(result, analysis);
  expect(random?.alike.map(({ summary }) => summary.arm)).toHaveLength(1);
  expect(random?.cheapest.summary.arm).toBe('random, budget 200');
  expect(graph?.alike).toEqual([]);
  expect(graph?.best.summary.arm).toBe('optimal_graph, budget 300');
});

test('a level is reached where the monotone curve crosses it, with both meanings of comparisons per essay', () => {
  const found = crossings(experiment, analysis);
  expect(found.map(({ group, level, at }) => [group, level, at])).toEqual([
    ['random', 0.7, expect.closeTo(150, 6)],
    ['random', 0.95, null],
    ['optimal_graph', 0.7, expect.closeTo(150, 6)],
    ['optimal_graph', 0.95, null],
  ]);
  expect(found[0]).toMatchObject({ overItems: expect.closeTo(3, 6), appearances: expect.closeTo(6, 6) });
});

test('the conclusion names intervals, design and both meanings of comparisons per essay', () => {
  const text = conclusion(result, analysis);
  expect(text).toContain('random: the highest true_r2 (share)');
  expect(text).toContain('comparisons per essay as total / n');
  expect(text).toContain('appearances of an essay; fixed design');
  expect(text).toContain('after Holm');
});

describe('a curve', () => {
  test('is at a level between two points, and nowhere if it lies above or below', () => {
    expect(firstReach([0, 10], [0, 1], 0.25)).toBe(2.5);
    expect(firstReach([0, 10], [0.5, 1], 0.25)).toBeNull();
    expect(firstReach([0, 10], [0, 0.2], 0.25)).toBeNull();
  });
});

test('a chart has a line a row, whiskers around its value, and the ends of its axis', () => {
  const rows = [
    { label: 'a', low: 0, value: 5, high: 10 },
    { label: 'long name', low: 5, value: 5, high: 5 },
  ];
  expect(textChart(rows, 32, String)).toEqual([
    'a          ├─────────●─────────┤',
    'long name            ●',
    '           0                  10',
  ]);
});
