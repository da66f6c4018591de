/** The effects of docs/background/literature.md: their direction and rough size, from a few runs of the shipped experiments. */
import { expect, test } from 'vitest';
import { analyseSweep } from '../../src/lab/sweep/analyse-sweep.js';
import { designArms } from '../../src/lab/sweep/design-arms.js';
import { checkedExperiment, loadExperiment } from '../../src/lab/sweep/load-experiment.js';
import type { OutcomeName } from '../../src/lab/sweep/outcome-list.js';
import { sweep } from '../../src/lab/sweep/sweep.js';

const RUNS = 6;

/** Means of some arms of a shipped experiment. */
async function means(
  name: string,
  arms: readonly string[],
): Promise<(arm: string, outcome: OutcomeName) => number> {
  const experiment = loadExperiment(name);
  const chosen = designArms(experiment).filter((arm) => arms.includes(arm.name));
  const some = checkedExperiment({ ...experiment, design: { kind: 'list', arms: chosen } });
  const result = await sweep(some, { replicates: RUNS, workers: 1 });
  const found = analyseSweep(result, ['ssr', 'true_r2', 'ssr_gap', 'appearances_per_item']).arms;
  return (arm, outcome) =>
    found.find((summary) => summary.arm === arm)?.outcomes.get(outcome)?.estimate ?? Number.NaN;
}

test('with random pairs SSR is about .70 at 10 appearances and .90 at 30, and true: Verhavert et al. 2019', async () => {
  const [ten, thirty] = ['random, budget 340', 'random, budget 1020'];
  const mean = await means('how-many-comparisons', [ten, thirty]);
  expect([mean(ten, 'appearances_per_item'), mean(thirty, 'appearances_per_item')]).toEqual([10, 30]);
  expect(Math.abs(mean(ten, 'ssr') - 0.7)).toBeLessThan(0.07);
  expect(Math.abs(mean(thirty, 'ssr') - 0.9)).toBeLessThan(0.03);
  for (const arm of [ten, thirty]) expect(Math.abs(mean(arm, 'ssr_gap'))).toBeLessThan(0.06);
}, 180_000);

test('adaptive pairing inflates SSR by over .1 at 10 appearances and by under .05 at 40: Crompvoets et al. 2022', async () => {
  const [ten, forty] = ['optimal_graph, budget 340', 'optimal_graph, budget 1360'];
  const mean = await means('how-many-comparisons', [ten, forty]);
  expect(mean(ten, 'ssr_gap')).toBeGreaterThan(0.1);
  expect(mean(forty, 'ssr_gap')).toBeLessThan(0.05);
}, 180_000);

test('an adaptive SSR lies above its truth, and both above random pairs: Bramley & Vitello 2019', async () => {
  const mean = await means('pairing-strategies', ['random', 'adaptive']);
  expect(mean('adaptive', 'ssr') - mean('random', 'ssr')).toBeGreaterThan(0.07);
  expect(mean('adaptive', 'ssr') - mean('adaptive', 'true_r2')).toBeGreaterThan(0.03);
  expect(mean('adaptive', 'true_r2')).toBeGreaterThan(mean('random', 'true_r2') - 0.02);
}, 180_000);

test('tossed coins reach an SSR near .9 under adaptive pairing, and under .35 with random pairs: Bramley 2015', async () => {
  const mean = await means('coin-toss', ['random', 'optimal_graph', 'adaptive', 'd_optimal']);
  for (const arm of ['optimal_graph', 'adaptive', 'd_optimal']) {
    expect(mean(arm, 'ssr')).toBeGreaterThan(0.8);
    expect(mean(arm, 'true_r2')).toBeLessThan(0.1);
  }
  expect(mean('random', 'ssr')).toBeLessThan(0.35);
}, 180_000);

test('ten appearances are enough for an SSR of .8 only where abilities spread widely: Kinnear et al. 2025', async () => {
  const mean = await means('ten-appearances', ['SD 1', 'SD 4']);
  expect(mean('SD 1', 'ssr')).toBeLessThan(0.7);
  expect(mean('SD 4', 'ssr')).toBeGreaterThan(0.78);
}, 180_000);
