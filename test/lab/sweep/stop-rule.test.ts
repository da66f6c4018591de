/** Stopping rules of an experiment: what they look at, and that a batch is measured as it stood. */
import { expect, test } from 'vitest';
import { checkedExperiment } from '../../../src/lab/sweep/load-experiment.js';
import { runCell } from '../../../src/lab/sweep/run-cell.js';
import { holds } from '../../../src/lab/sweep/stop-rule.js';
import { prepareArms } from '../../../src/lab/sweep/sweep-cells.js';
import { trajectory } from '../../../src/lab/sweep/trajectory.js';

function wave(scores: readonly number[], grades: readonly string[] | null, se = 0.5) {
  return { scores, standardErrors: scores.map(() => se), grades: () => grades };
}

test('each rule looks at its own measure, and changes need a wave before', () => {
  const before = wave([3, 2, 1, 0], ['A', 'B', 'C', 'D']);
  const now = wave([3, 0.5, 1, 0], ['A', 'C', 'C', 'D']);
  expect(holds({ rule: 'mean_se', at: 0.5 }, now, null)).toBe(true);
  expect(holds({ rule: 'mean_se', at: 0.4 }, now, before)).toBe(false);
  expect(holds({ rule: 'rank', at: 1 }, now, before)).toBe(true);
  expect(holds({ rule: 'rank', at: 0 }, now, before)).toBe(false);
  expect(holds({ rule: 'rank', at: 0 }, before, before)).toBe(true);
  // Of a tie the first in the list has the better rank.
  expect(holds({ rule: 'rank', at: 0 }, wave([2, 1, 1, 0], null), before)).toBe(true);
  expect(holds({ rule: 'grade', at: 0.25 }, now, before)).toBe(true);
  expect(holds({ rule: 'grade', at: 0.2 }, now, before)).toBe(false);
  expect(holds({ rule: 'rank', at: 9 }, now, null)).toBe(false);
  expect(holds({ rule: 'grade', at: 1 }, wave([1], null), before)).toBe(false);
});

function prepared(set: Readonly<Record<string, unknown>>) {
  const experiment = checkedExperiment({
    name: 'stop',
    title: 'Stop',
    question: 'Where does it end?',
    scenario: 'class-60',
    set: { 'essays.generate.count': 12, 'settings.SCORE_STABILITY_THRESHOLD': 0 },
    design: { kind: 'list', arms: [{ name: 'one', set }] },
  });
  const [arm] = prepareArms(experiment);
  if (arm === undefined) throw new Error('no arm');
  return arm;
}

function measured(set: Readonly<Record<string, unknown>>) {
  const result = runCell(prepared(set).scenario, '3');
  return result.kind === 'done' ? result.rows[0] : undefined;
}

test.each([
  { rule: 'mean_se', at: 1.2 },
  { rule: 'rank', at: 3 },
  { rule: 'grade', at: 0.3 },
])('a batch that $rule ends has the outcomes of a batch whose budget ends there', (stop) => {
  const stopped = measured({ 'request.max_comparisons': 150, 'lab.stop': stop });
  expect(stopped?.stop_reason).toBe('stable');
  const { comparisons = 0 } = stopped?.outcomes ?? {};
  expect(comparisons).toBeLessThan(150);
  const cut = measured({ 'request.max_comparisons': comparisons });
  // The service's own end takes a few virtual milliseconds more; the rest is the same, to the last digits of sums.
  const same = [
    'spearman',
    'true_correlation',
    'ssr',
    'mean_se',
    'oracle_exact',
    'cost_usd',
    'max_skew',
  ] as const;
  for (const outcome of same)
    expect(stopped?.outcomes[outcome]).toBeCloseTo(cut?.outcomes[outcome] ?? Number.NaN, 8);
  expect(stopped?.outcomes.iterations).toBe(cut?.outcomes.iterations);
  expect(stopped?.ssr_design).toBe('adaptive');
});

test('a rule that holds from the start ends a batch at its first decision with enough answers', () => {
  const set = { 'request.max_comparisons': 150, 'lab.stop': { rule: 'mean_se', at: 99 } };
  const early = measured({ ...set, 'settings.MIN_COMPARISONS_FOR_STABILITY_CHECK': 1 });
  expect(early?.outcomes).toMatchObject({ iterations: 1 });
  const first = early?.outcomes.comparisons ?? 0;
  for (const [least, iterations] of [
    [first, 1],
    [first + 1, 2],
  ]) {
    const later = measured({ ...set, 'settings.MIN_COMPARISONS_FOR_STABILITY_CHECK': least });
    expect(later?.outcomes).toMatchObject({ iterations });
  }
});

test('the scores of a run are followed up to the wave at which a rule ends its batch', () => {
  const set = { 'request.max_comparisons': 150, 'lab.stop': { rule: 'rank', at: 3 } };
  const { scenario } = prepared(set);
  const followed = trajectory(scenario, '3');
  expect(followed.at(-1)).toMatchObject({ comparisons: measured(set)?.outcomes.comparisons, isLast: true });
  const last = followed.filter(({ isLast }) => isLast);
  expect(new Set(last.map(({ comparisons }) => comparisons)).size).toBe(1);
  expect(last.reduce((sum, { truth }) => sum + (truth ?? 0), 0)).toBeCloseTo(0, 10);
  const whole = trajectory(prepared({ 'request.max_comparisons': 150 }).scenario, '3');
  expect(whole.at(-1)?.comparisons).toBe(150);
});

test('a rule beside a stability threshold is a user error, and so is an unknown rule', () => {
  const rule = { rule: 'rank', at: 3 };
  expect(() => measured({ 'settings.SCORE_STABILITY_THRESHOLD': 0.1, 'lab.stop': rule })).toThrowError(
    expect.objectContaining({ name: 'UserError', code: 'stops_twice' }),
  );
  expect(() => measured({ 'lab.stop': { rule: 'mood', at: 3 } })).toThrowError(
    expect.objectContaining({
      name: 'UserError',
      message: expect.stringMatching(/^lab\.stop\.rule must be one of mean_se, /),
    }),
  );
});
