/**
 * Prints our figures of docs/background/literature.md, line by line as the page has them, from the shipped experiments.
 * Cells are kept in the folder given (default: sweeps/), so that a second call computes nothing.
 */
import { join } from 'node:path';
import { correctedSsr, type ObservedSsr } from '../src/lab/fit/adaptive-correction.js';
import type { Interval } from '../src/lab/statistics/interval.js';
import { analyseSweep, type SweepAnalysis } from '../src/lab/sweep/analyse-sweep.js';
import { crossings } from '../src/lab/sweep/crossings.js';
import { OUTCOME_NAMES, type OutcomeName } from '../src/lab/sweep/outcome-list.js';
import { sweep } from '../src/lab/sweep/sweep.js';

const folder = process.argv[2] ?? 'sweeps';
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

await told('how-many-comparisons', (analysis, arms) => {
  for (const { group, outcome, level, at, low, high } of arms.reaches) {
    const appearances = (budget: number | null): string =>
      budget === null ? '–' : ((2 * budget) / arms.items).toFixed(1);
    say(
      `  ${group}: ${outcome} ${level} at ${appearances(at)} appearances [${appearances(low)}, ${appearances(high)}]`,
    );
  }
  everyArm(analysis, ['appearances_per_item', 'ssr_gap']);
});
await told('ten-appearances', (analysis, { reaches }) => {
  for (const { outcome, level, at, low, high } of reaches) {
    say(`  ${outcome} ${level} at SD ${[at, low, high].map((sd) => sd?.toFixed(2) ?? '–').join(', ')}`);
  }
  everyArm(analysis, ['ssr', 'true_r2']);
});
await told('coin-toss', (analysis) => {
  everyArm(analysis, ['ssr', 'true_r2']);
  corrected({ ssr: 0.92, items: 60, comparisons: 300, strategy: 'optimal_graph' });
});
await told('pairing-strategies', (analysis) => {
  everyArm(analysis, ['ssr', 'true_r2']);
  const ssr = analysis.arms.find(({ arm }) => arm === 'adaptive')?.outcomes.get('ssr')?.estimate ?? 0;
  corrected({ ssr, items: 68, comparisons: 680, strategy: 'adaptive' });
});

interface Reached {
  readonly reaches: ReturnType<typeof crossings>;
  /** Essays in the net of the first arm. */
  readonly items: number;
}

async function told(name: string, tell: (analysis: SweepAnalysis, reached: Reached) => void): Promise<void> {
  say(name);
  const result = await sweep(name, { folder: join(folder, name) });
  const analysis = analyseSweep(result, OUTCOME_NAMES);
  const mean = (outcome: OutcomeName): number =>
    analysis.arms[0]?.outcomes.get(outcome)?.estimate ?? Number.NaN;
  tell(analysis, {
    reaches: crossings(result.experiment, analysis),
    items: mean('comparisons') / mean('comparisons_over_items'),
  });
}

function everyArm({ arms }: SweepAnalysis, outcomes: readonly OutcomeName[]): void {
  for (const { arm, ssrDesign, outcomes: found } of arms) {
    say(
      `  ${arm} (${ssrDesign}): ${outcomes.map((name) => `${name} ${figure(found.get(name))}`).join(', ')}`,
    );
  }
}

function figure(found: Interval | undefined): string {
  if (found === undefined) return '–';
  return `${found.estimate.toFixed(3)} [${found.low.toFixed(3)}, ${found.high.toFixed(3)}]`;
}

function corrected(observed: ObservedSsr): void {
  const found = correctedSsr(observed);
  if (found === null) return;
  const { reliability, low, high, coinSsr } = found;
  say(
    `  SSR ${observed.ssr.toFixed(3)} under ${observed.strategy}, corrected: ${reliability.toFixed(2)} ` +
      `[${low.toFixed(2)}, ${high.toFixed(2)}]; coins reach ${coinSsr.toFixed(2)}`,
  );
}
