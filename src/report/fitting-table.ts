/** A table of the summary: whole where it fits, else the same columns as a view has them, some left out and named. */
import { onOneLine } from '../cj/on-one-line.js';
import { widestOf } from './cell-width.js';
import { type Column, table } from './table.js';
import { type Fitting, fittedTable } from './view-table.js';

export function fittingTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { style, width, spare }: Fitting,
): string {
  const whole = table(rows, columns, style);
  if (widestOf(whole.split('\n')) <= width) return whole;
  const filled = columns
    .map(({ head, right = false, cell }) => ({
      name: head,
      isNumber: right,
      cells: rows.map((row) => onOneLine(cell(row))),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return fittedTable(filled, { style, width, spare }).trimEnd();
}
