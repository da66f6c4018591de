/** The result of a sweep for people: question, table of arms, differences, and a conclusion in plain words. */
import Table from 'cli-table3';
import type { Interval } from '../statistics/interval.js';
import { type ArmDifference, type ArmSummary, analyseSweep, type SweepAnalysis } from './analyse-sweep.js';
import { OUTCOMES, type OutcomeName } from './outcome-list.js';
import type { SweepResult } from './sweep.js';

export function sweepText(result: SweepResult): string {
  const { experiment } = result;
  const outcomes = [...new Set([experiment.outcome, ...experiment.outcomes])];
  const whole = analyseSweep(result, [...new Set([...outcomes, 'comparisons_over_items' as const])]);
  const analysis = {
    ...whole,
    differences: whole.differences.filter(({ outcome }) => outcomes.includes(outcome)),
  };
  const blocks = [
    `${experiment.title}\n${experiment.question}`,
    howItRan(result),
    armTable(analysis.arms, outcomes),
    analysis.differences.length === 0 ? '' : differenceTable(analysis, experiment.outcome),
    ssrWarning(analysis.arms, outcomes),
    conclusion(result, analysis),
    experiment.reads.trim(),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function howItRan(result: SweepResult): string {
  const { experiment, arms, cells, precision } = result;
  const reasons = [...result.reasons].map(([why, count]) => `${count} ${why}`).join('; ');
  const broken = cells.filter((cell) => cell.result.kind === 'broken');
  const seeds = `seeds ${experiment.first_seed} to ${experiment.first_seed + result.replicates - 1}, the same in every arm`;
  const lines = [
    `${arms.length} arms × ${result.replicates} replications of ${experiment.scenario} (${seeds}); ` +
      `${result.computed} cells run${reasons === '' ? '' : ` (${reasons})`}, ${result.kept} kept.`,
  ];
  if (precision !== null) {
    const goal = `the 95 % half-width of the ${precision.of} of ${precision.outcome} is ${precision.halfwidth}`;
    lines.push(
      `Sequential: replicated until ${goal} (at least 30, a look after every ${precision.lookAhead}).`,
    );
  }
  if (broken.length > 0) {
    const [example] = broken;
    const said = example?.result.kind === 'broken' ? example.result.error : '';
    lines.push(
      `${broken.length} cells broke and are kept with their seed, e.g. ${example?.arm} seed ${example?.seed}: ${said}`,
    );
  }
  if (result.interrupted)
    lines.push('Interrupted: what is done is kept, and the same command with --resume goes on.');
  return lines.join('\n');
}

function armTable(arms: readonly ArmSummary[], outcomes: readonly OutcomeName[]): string {
  const table = plainTable(['arm', 'runs', ...outcomes]);
  for (const { arm, runs, outcomes: found } of arms) {
    table.push([arm, runs, ...outcomes.map((outcome) => interval(found.get(outcome)))]);
  }
  return `Means with 95 % intervals (pointwise)\n${table.toString()}`;
}

function differenceTable({ differences, arms }: SweepAnalysis, outcome: OutcomeName): string {
  const table = plainTable(['arm', 'outcome', 'difference', 'p (Holm)', 'factor of common seeds']);
  const moved = differences.filter(({ difference: d }) => d.low !== 0 || d.high !== 0);
  const ordered = moved.sort((a, b) => Number(b.outcome === outcome) - Number(a.outcome === outcome));
  for (const row of ordered) {
    table.push([
      row.arm,
      row.outcome,
      interval(row.difference),
      digits(row.pHolm),
      row.factor === null ? '–' : interval(row.factor),
    ]);
  }
  return `Paired differences from "${arms[0]?.arm}", 95 % intervals; p adjusted by Holm over the arms of an outcome\n${table.toString()}`;
}

function ssrWarning(arms: readonly ArmSummary[], outcomes: readonly OutcomeName[]): string {
  if (!outcomes.includes('ssr')) return '';
  const adaptive = arms.filter(({ ssrDesign }) => ssrDesign === 'adaptive' || ssrDesign === 'mixed');
  if (adaptive.length === 0)
    return 'SSR: the pairs of every arm were chosen without regard to results (design: fixed).';
  return (
    `! SSR is inflated where pairs or length depended on results (design: adaptive): ${adaptive.map(({ arm }) => arm).join(', ')}. ` +
    'Read true_r2 instead; ssr_gap is by how much SSR flatters.'
  );
}

/** One sentence with its interval, its design, and both meanings of "comparisons per essay". */
function conclusion({ experiment, sequential }: SweepResult, { arms, differences }: SweepAnalysis): string {
  const name = experiment.outcome;
  const known = arms.flatMap((arm) => {
    const found = arm.outcomes.get(name);
    return found === undefined ? [] : [{ arm, found }];
  });
  const best = known.reduce<(typeof known)[number] | undefined>(
    (most, next) => (most === undefined || next.found.estimate > most.found.estimate ? next : most),
    undefined,
  );
  if (best === undefined) return '';
  const per = best.arm.outcomes.get('comparisons_over_items');
  const both =
    per === undefined
      ? ''
      : `, at ${digits(per.estimate)} comparisons per essay as total / n (${digits(2 * per.estimate)} appearances of an essay)`;
  const design = best.arm.ssrDesign === 'fixed' ? 'fixed design' : 'adaptive design';
  const sure = differences.filter((row: ArmDifference) => row.outcome === name && row.pHolm < 0.05);
  const differ =
    differences.length === 0
      ? ''
      : ` ${sure.length} of ${differences.filter((row) => row.outcome === name).length} arms differ from "${arms[0]?.arm}" (Holm, 5 %).`;
  return (
    `Conclusion: the highest mean ${name} (${OUTCOMES[name].unit}) is ${interval(best.found)} in "${best.arm.arm}"${both}; ` +
    `${design}, ${best.found.n} runs${sequential ? ', sequential' : ''}, 95 % interval.${differ}`
  );
}

function interval(found: Interval | undefined): string {
  if (found === undefined) return '–';
  return `${digits(found.estimate)} [${digits(found.low)}, ${digits(found.high)}]`;
}

/** Three or four figures, whatever the size. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '–';
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

function plainTable(head: readonly string[]): Table.Table {
  return new Table({ head: [...head], style: { head: [], border: [], compact: true } });
}
