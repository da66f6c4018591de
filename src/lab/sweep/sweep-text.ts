/** The result of a sweep for people: question, table of arms, chart, differences, and a conclusion in plain words. */
import { widestOf } from '../../report/cell-width.js';
import { counted } from '../../report/words-of.js';
import { armPoints } from '../pictures/arm-points.js';
import { textChart } from '../pictures/text-chart.js';
import { wrappedLines } from '../wrapped-lines.js';
import { type ArmSummary, analyseSweep, type SweepAnalysis } from './analyse-sweep.js';
import { conclusion } from './conclusion.js';
import { digits, intervalText, pText } from './format-number.js';
import { OUTCOMES, type OutcomeName } from './outcome-list.js';
import { gaveUp } from './precision.js';
import { ssrLines } from './ssr-lines.js';
import type { SweepResult } from './sweep.js';
import { sweepTable } from './sweep-table.js';

interface SweepTextOptions {
  /** Columns that tables may fill. */
  readonly width?: number;
  /** Say which cells this command ran and which were there; they are no part of the result. */
  readonly tellsRun?: boolean;
}

export function sweepText(
  result: SweepResult,
  { width = 120, tellsRun = true }: SweepTextOptions = {},
): string {
  const { experiment } = result;
  const outcomes = reportedOutcomes(result);
  const analysis = analyseSweep(result, [
    ...new Set([
      ...outcomes,
      ...experiment.reaches.map(({ outcome }) => outcome),
      ...(['comparisons', 'comparisons_over_items'] as const),
    ]),
  ]);
  const blocks = [
    wrappedLines(`${experiment.title}\n${experiment.question.trim()}`, width),
    wrappedLines(howItRan(result, tellsRun), width),
    armTables(analysis.arms, outcomes, width),
    chart(analysis.arms, experiment.outcome, width),
    differenceTable(analysis, experiment.outcome, width),
    wrappedLines(ssrLines(result, analysis, outcomes).join('\n'), width),
    wrappedLines(conclusion(result, analysis), width),
    wrappedLines(experiment.reads.trim(), width),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Those that the experiment asks for, and the one that decided how many runs there are; beside an SSR the truth that it claims to be. */
export function reportedOutcomes({ experiment, precision }: SweepResult): readonly OutcomeName[] {
  const replicated = precision === null ? [] : [precision.outcome];
  const asked = [experiment.outcome, ...replicated, ...experiment.outcomes];
  return [...new Set(asked.flatMap((name) => (name === 'ssr' ? (['ssr', 'true_r2'] as const) : [name])))];
}

function howItRan(result: SweepResult, tellsRun: boolean): string {
  const { experiment, arms, precision, values, shard } = result;
  const first = experiment.first_seed;
  const seeds = `${result.replicates === 1 ? `seed ${first}` : `seeds ${first} to ${first + result.replicates - 1}`}, the same in every arm`;
  const lines = [
    `${counted(arms.length, 'arm')} × ${counted(result.replicates, 'replication')} of ${experiment.scenario} (${seeds})${tellsRun ? `; ${cellsOfRun(result)}` : ''}.`,
  ];
  if (shard !== null && shard !== undefined)
    lines.push(
      `Part ${shard.part} of ${shard.of} only: join the parts with cjsim sweep merge before you read means.`,
    );
  if (precision !== null) {
    const goal = `the 95 % half-width of the ${precision.of} of ${precision.outcome} is at most ${precision.halfwidth}`;
    const end = gaveUp(result) ? ` It gave up at ${result.replicates}.` : '';
    lines.push(
      `Sequential: replicated until ${goal} (at least 30, a look after every ${precision.lookAhead}).${end}`,
    );
  }
  const broken = arms.reduce((sum, { index }) => sum + values.broken(index), 0);
  if (broken > 0) {
    const { arm = 0, replicate = 1, error = '' } = values.brokenExample ?? {};
    lines.push(
      `${broken === 1 ? '1 cell broke and is kept with its seed' : `${broken} cells broke and are kept with their seed`}, e.g. "${arms[arm]?.arm.name}" seed ${first + replicate - 1}: ${error} ` +
        `${broken === 1 ? 'It is' : 'They are'} tried again next time.`,
    );
  }
  if (result.interrupted) {
    lines.push('Interrupted: what is done is kept, and the same command goes on (--resume says so).');
  }
  return lines.join('\n');
}

function cellsOfRun({ reasons, computed, kept }: SweepResult): string {
  const missing = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  const isCut = missing > computed;
  const run = isCut ? `${computed} of ${missing} missing cells` : counted(computed, 'cell');
  const why = [...reasons].map(([reason, count]) => `${count} ${reason}`).join('; ');
  return `${run} run${isCut || why === '' ? '' : ` (${why})`}, ${kept} kept`;
}

/** As many tables side below side as the width asks for. */
function armTables(arms: readonly ArmSummary[], outcomes: readonly OutcomeName[], width: number): string {
  const cellsOf = (outcome: OutcomeName): readonly string[] => [
    outcome,
    ...arms.map((arm) => meanText(arm, outcome)),
  ];
  const wideOf = (texts: readonly string[]): number => widestOf(texts) + 3;
  const head = wideOf(['arm', ...arms.map(({ arm }) => arm)]) + 1 + 7;
  const parts: OutcomeName[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const outcome of outcomes) {
    const wide = wideOf(cellsOf(outcome));
    if (used + wide > width) {
      parts.push([]);
      used = head;
    }
    parts.at(-1)?.push(outcome);
    used += wide;
  }
  const tables = parts.map((names) => {
    const rows = arms.map((arm) => [arm.arm, String(arm.runs), ...names.map((name) => meanText(arm, name))]);
    return sweepTable(['arm', 'runs', ...names], rows, width);
  });
  const note = 'Means with 95 % intervals (pointwise); a number alone was the same in every run';
  return `${wrappedLines(note, width)}\n${tables.join('\n')}`;
}

/** With the number of its runs where others of the arm have no value. */
function meanText({ runs, outcomes }: ArmSummary, outcome: OutcomeName): string {
  const found = outcomes.get(outcome);
  const isOfAll = found === undefined || found.n === runs || found.n < 2;
  return isOfAll ? intervalText(found) : `${intervalText(found)} (${found.n} runs)`;
}

function chart(arms: readonly ArmSummary[], outcome: OutcomeName, width: number): string {
  const rows = armPoints(arms, outcome).map(({ arm, ...point }) => ({ label: arm, ...point }));
  if (rows.length < 2) return '';
  const { unit } = OUTCOMES[outcome];
  return [
    wrappedLines(`${outcome}${unit === outcome ? '' : ` (${unit})`}, mean and 95 % interval`, width),
    ...textChart(rows, width, digits),
  ].join('\n');
}

function differenceTable({ differences }: SweepAnalysis, outcome: OutcomeName, width: number): string {
  const rows = differences.filter((row) => row.outcome === outcome);
  if (rows.length === 0) return '';
  const bases = new Set(rows.map(({ from }) => from));
  const cells = rows.flatMap(({ arm, from, difference, pHolm, factor }, k) => [
    ...(bases.size > 1 && rows[k - 1]?.from !== from ? [[from, 'compared with it:', '', '']] : []),
    [arm, intervalText(difference), pText(pHolm ?? 1), factor === null ? '–' : intervalText(factor)],
  ]);
  const from = bases.size > 1 ? '' : ` from "${rows[0]?.from}"`;
  const note =
    `Paired differences of ${outcome}${from}, 95 % intervals; p adjusted by Holm; factor: by how much common seeds ` +
    'cut the variance, (Var A + Var B) / Var(A − B). All outcomes and pairs of arms: differences.csv';
  return `${wrappedLines(note, width)}\n${sweepTable(['arm', 'difference', 'p (Holm)', 'factor'], cells, width)}`;
}
