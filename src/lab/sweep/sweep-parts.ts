/** What the report of a sweep says, as text for a terminal and as a page set it each in its own way. */
import { counted } from '../../report/words-of.js';
import { type ArmSummary, analyseSweep, type SweepAnalysis } from './analyse-sweep.js';
import { intervalText, pText } from './format-number.js';
import type { OutcomeName } from './outcome-list.js';
import { gaveUp } from './precision.js';
import { ssrLines } from './ssr-lines.js';
import type { SweepResult } from './sweep.js';

export interface SweepParts {
  readonly analysis: SweepAnalysis;
  readonly howItRan: readonly string[];
  readonly means: ReportTable;
  /** null where arms are not compared. */
  readonly differences: ReportTable | null;
  readonly ssr: readonly string[];
}

export interface ReportTable {
  /** What the numbers are. */
  readonly note: string;
  readonly head: readonly string[];
  /** The first cell is the name of the row. */
  readonly rows: readonly (readonly string[])[];
}

interface PartsOptions {
  /** Say which cells this command ran and which were there; they are no part of the result. */
  readonly tellsRun: boolean;
}

export function sweepParts(result: SweepResult, { tellsRun }: PartsOptions): SweepParts {
  const { experiment } = result;
  const outcomes = reportedOutcomes(result);
  const analysis = analyseSweep(result, [
    ...new Set([
      ...outcomes,
      ...experiment.reaches.map(({ outcome }) => outcome),
      ...(['comparisons', 'comparisons_over_items'] as const),
    ]),
  ]);
  return {
    analysis,
    howItRan: howItRan(result, tellsRun),
    means: meansTable(analysis.arms, outcomes),
    differences: differenceTable(analysis, experiment.outcome),
    ssr: ssrLines(result, analysis, outcomes),
  };
}

/** Those that the experiment asks for, and the one that decided how many runs there are; beside an SSR the truth that it claims to be. */
export function reportedOutcomes({ experiment, precision }: SweepResult): readonly OutcomeName[] {
  const replicated = precision === null ? [] : [precision.outcome];
  const asked = [experiment.outcome, ...replicated, ...experiment.outcomes];
  return [...new Set(asked.flatMap((name) => (name === 'ssr' ? (['ssr', 'true_r2'] as const) : [name])))];
}

function howItRan(result: SweepResult, tellsRun: boolean): readonly string[] {
  const { experiment, arms, precision, values, shard } = result;
  const first = experiment.first_seed;
  const seeds = `${result.replicates === 1 ? `seed ${first}` : `seeds ${first} to ${first + result.replicates - 1}`}, the same in every arm`;
  const lines = [
    `${counted(arms.length, 'arm')} × ${counted(result.replicates, 'replication')} of ${experiment.scenario} (${seeds})${tellsRun ? `; ${cellsOfRun(result)}` : ''}.`,
  ];
  if (shard !== null)
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
  return lines;
}

function cellsOfRun({ reasons, computed, kept }: SweepResult): string {
  const missing = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  const isCut = missing > computed;
  const run = isCut ? `${computed} of ${missing} missing cells` : counted(computed, 'cell');
  const why = [...reasons].map(([reason, count]) => `${count} ${reason}`).join('; ');
  return `${run} run${isCut || why === '' ? '' : ` (${why})`}, ${kept} kept`;
}

function meansTable(arms: readonly ArmSummary[], outcomes: readonly OutcomeName[]): ReportTable {
  return {
    note: 'Means with 95 % intervals (pointwise); a number alone was the same in every run',
    head: ['arm', 'runs', ...outcomes],
    rows: arms.map((arm) => [arm.arm, String(arm.runs), ...outcomes.map((name) => meanText(arm, name))]),
  };
}

/** With the number of its runs where others of the arm have no value. */
function meanText({ runs, outcomes }: ArmSummary, outcome: OutcomeName): string {
  const found = outcomes.get(outcome);
  const isOfAll = found === undefined || found.n === runs || found.n < 2;
  return isOfAll ? intervalText(found) : `${intervalText(found)} (${found.n} runs)`;
}

function differenceTable({ differences }: SweepAnalysis, outcome: OutcomeName): ReportTable | null {
  const rows = differences.filter((row) => row.outcome === outcome);
  if (rows.length === 0) return null;
  const bases = new Set(rows.map(({ from }) => from));
  const cells = rows.flatMap(({ arm, from, difference, pHolm, factor }, k) => [
    ...(bases.size > 1 && rows[k - 1]?.from !== from ? [[from, 'compared with it:', '', '']] : []),
    [arm, intervalText(difference), pText(pHolm ?? 1), factor === null ? '–' : intervalText(factor)],
  ]);
  const from = bases.size > 1 ? '' : ` from "${rows[0]?.from}"`;
  const note =
    `Paired differences of ${outcome}${from}, 95 % intervals; p adjusted by Holm over all rows; factor: by how much common seeds ` +
    'cut the variance, (Var A + Var B) / Var(A − B). All outcomes and pairs of arms: differences.csv';
  return { note, head: ['arm', 'difference', 'p (Holm)', 'factor'], rows: cells };
}
