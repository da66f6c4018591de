/**
 * `npm run bench`: kernels on the nets of the Python peers, a whole `eng5` batch in memory and on disk, and
 * the floor of that batch, all in one process. Figures are compared as ratios (bench/README.md).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench, do_not_optimize, group, run as runBench } from 'mitata';
import { coverageWave } from '../src/cj/pairing/coverage-wave.js';
import { fitBradleyTerry } from '../src/cj/scoring/bradley-terry.js';
import { comparisonNet } from '../src/cj/scoring/comparison-net.js';
import { lastAnchorOrGreatestId } from '../src/cj/scoring/se-reference.js';
import { seSummary } from '../src/cj/scoring/se-summary.js';
import { standardErrors } from '../src/cj/scoring/standard-errors.js';
import { loadScenario } from '../src/files/load-scenario.js';
import { createWorld, type WorldOptions } from '../src/library/create-world.js';
import { run } from '../src/library/run.js';
import { expandScenario } from '../src/sim/scenario/expand-scenario.js';
import type { WorldPlan } from '../src/sim/scenario/world-plan.js';
import { type Floor, floorOf } from './floor.js';
import { matchingInput, scoringInput } from './nets.js';

const WARM_UP_BATCHES = 150;
const BLOCKS = 20;
const BLOCK = 10;

for (const name of ['bt_24_288', 'bt_100_2000', 'bt_500_10000']) scoringBenches(name);
group('matching: one coverage wave after three', () => {
  for (const essays of [24, 60, 100, 200, 500]) {
    const input = matchingInput(essays);
    bench(`matching ${essays}`, () => do_not_optimize(coverageWave(input)));
  }
});
const plan = eng5();
const floor = floorOf(plan);
// As warm as in the middle of a sweep: before, a batch spends as much in V8's compiler as in its own work.
for (let k = 0; k < WARM_UP_BATCHES; k++) runOnce(plan);
const ratio = ratioInBlocks(plan, floor).toFixed(2);
batchBenches(plan, floor);
await runBench({ colors: process.stdout.isTTY });
console.log(
  `\neng5 whole batch in memory: ${ratio} of its floor (median of ${BLOCKS} pairs of ${BLOCK} and ${BLOCK})`,
);

function scoringBenches(name: string): void {
  const { essays, comparisons } = scoringInput(name);
  const ids = essays.map(({ id }) => id);
  const net = comparisonNet(ids, comparisons);
  const earlier = comparisonNet(ids, comparisons.slice(0, -Math.floor(ids.length / 2)));
  const fit = fitBradleyTerry(net);
  const before = fitBradleyTerry(earlier);
  if (fit.kind !== 'fitted' || before.kind !== 'fitted') throw new Error(`${name} does not fit`);
  const reference = lastAnchorOrGreatestId(essays);
  const errorsOf = () => standardErrors(net, fit.scores, reference, { isolatedAtCap: true });
  group(`scoring ${name}`, () => {
    bench(`${name} scores, cold`, () => do_not_optimize(fitBradleyTerry(net)));
    bench(`${name} scores, from the wave before`, () => do_not_optimize(fitBradleyTerry(net, before.scores)));
    bench(`${name} standard errors`, () => do_not_optimize(errorsOf()));
    bench(`${name} net, fit, errors, summary`, () => {
      const whole = comparisonNet(ids, comparisons);
      do_not_optimize(fitBradleyTerry(whole));
      do_not_optimize(seSummary(whole, errorsOf()));
    });
  });
}

function batchBenches(plan: WorldPlan, { sql, kernels }: Floor): void {
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  let files = 0;
  const newFile = () => join(folder, `${files++}.db`);
  group('eng5: one batch and its floor', () => {
    bench('eng5 floor in memory: bare SQL, fits, matchings', () => {
      sql(':memory:');
      kernels();
    });
    bench('eng5 floor: bare SQL', () => sql(':memory:'));
    bench('eng5 floor: fits and matchings', () => kernels());
    bench('eng5 whole batch in memory', () => runOnce(plan));
    bench('eng5 whole batch in a file', () => runOnce(plan, { database: newFile() }));
  });
}

/**
 * What mitata measures of batch and floor is also the difference of the minutes in which it measures each. Here they
 * take turns, several of a kind at a time: a batch right after a floor finds the caches cold, and pays for its garbage.
 */
function ratioInBlocks(plan: WorldPlan, { sql, kernels }: Floor): number {
  const ratios = Array.from({ length: BLOCKS }, () => {
    const batchMs = timed(() => runOnce(plan));
    const floorMs = timed(() => {
      sql(':memory:');
      kernels();
    });
    return batchMs / floorMs;
  });
  return ratios.sort((a, b) => a - b)[BLOCKS / 2] ?? 0;
}

function timed(work: () => void): number {
  const start = performance.now();
  for (let k = 0; k < BLOCK; k++) work();
  return performance.now() - start;
}

function eng5(): WorldPlan {
  const { scenario, sources } = loadScenario('eng5');
  return expandScenario(scenario, {}, sources);
}

function runOnce(plan: WorldPlan, options: Pick<WorldOptions, 'database'> = {}): void {
  const world = createWorld({ plan, keepTrace: false, ...options });
  run(world);
  do_not_optimize(world.traceDigest());
  world.close();
}
