/** A sweep of two groups of three arms with known numbers. Not a test itself. */
import { checkedExperiment } from '../../../src/lab/sweep/load-experiment.js';
import { OUTCOME_NAMES, type Outcomes } from '../../../src/lab/sweep/outcome-list.js';
import type { SweepResult } from '../../../src/lab/sweep/sweep.js';
import { prepareArms } from '../../../src/lab/sweep/sweep-cells.js';
import { SweepValues } from '../../../src/lab/sweep/sweep-values.js';

export const experiment = checkedExperiment({
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

/** `more`: outcomes of a run beside the made-up ones. */
export function madeUp(
  more: (arm: number, run: number) => Partial<Outcomes> = () => ({}),
  design: 'fixed' | 'adaptive' = 'fixed',
  essays = 50,
): SweepResult {
  const arms = prepareArms(experiment);
  const values = new SweepValues(arms.length, NOISE.length);
  for (const { index, arm } of arms) {
    NOISE.forEach((noise, k) => {
      const unknown = Object.fromEntries(OUTCOME_NAMES.map((name) => [name, null])) as Outcomes;
      const comparisons = Number(arm.set['request.max_comparisons']);
      // The noise of the arms with odd numbers runs the other way.
      const true_r2 = (MEANS[index] ?? 0) + (index % 2 === 0 ? noise : -noise);
      const outcomes = { ...unknown, true_r2, comparisons, comparisons_over_items: comparisons / 50 };
      Object.assign(outcomes, more(index, k));
      const row = {
        batch: 1,
        policy: 'current',
        essays,
        ssr_design: design,
        stop_reason: 'budget' as const,
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
