/** The result of a sweep for people: question, table of arms, chart, differences, and a conclusion in plain words. */
import { widestOf } from '../../report/cell-width.js';
import { armPoints } from '../pictures/arm-points.js';
import { textChart } from '../pictures/text-chart.js';
import { wrappedLines } from '../wrapped-lines.js';
import type { ArmSummary } from './analyse-sweep.js';
import { conclusion } from './conclusion.js';
import { digits } from './format-number.js';
import { OUTCOMES, type OutcomeName } from './outcome-list.js';
import type { SweepResult } from './sweep.js';
import { type ReportTable, sweepParts } from './sweep-parts.js';
import { sweepTable } from './sweep-table.js';

interface SweepTextOptions {
  /** Columns that tables may fill. */
  readonly width?: number;
}

export function sweepText(result: SweepResult, { width = 120 }: SweepTextOptions = {}): string {
  const { experiment } = result;
  const { analysis, howItRan, means, differences, ssr } = sweepParts(result, { tellsRun: true });
  const blocks = [
    wrappedLines(`${experiment.title}\n${experiment.question.trim()}`, width),
    wrappedLines(howItRan.join('\n'), width),
    withNote(means.note, sideBySide(means, width), width),
    chart(analysis.arms, experiment.outcome, width),
    differences === null
      ? ''
      : withNote(differences.note, sweepTable(differences.head, differences.rows, width), width),
    wrappedLines(ssr.join('\n'), width),
    wrappedLines(conclusion(result, analysis), width),
    wrappedLines(experiment.reads.trim(), width),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function withNote(note: string, table: string, width: number): string {
  return `${wrappedLines(note, width)}\n${table}`;
}

/** Columns that stand in each of the tables: names and runs. */
const COMMON = 2;

/** As many tables one below the other as the width asks for. */
function sideBySide({ head, rows }: ReportTable, width: number): string {
  const wide = head.map((name, k) => widestOf([name, ...rows.map((row) => row[k] ?? '')]) + 3);
  const common = wide.slice(0, COMMON).reduce((sum, columns) => sum + columns, 1);
  const parts: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (let k = COMMON; k < head.length; k++) {
    if (used + (wide[k] ?? 0) > width) {
      parts.push([0, 1]);
      used = common;
    }
    parts.at(-1)?.push(k);
    used += wide[k] ?? 0;
  }
  const only = (cells: readonly string[], part: readonly number[]) => part.map((k) => cells[k] ?? '');
  return parts
    .map((part) =>
      sweepTable(
        only(head, part),
        rows.map((row) => only(row, part)),
        width,
      ),
    )
    .join('\n');
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
