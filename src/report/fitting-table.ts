/** A table of the summary: whole where it fits, else the same rows as a view, which leaves columns out and says so. */
import { widestOf } from './cell-width.js';
import type { Style } from './style.js';
import { type Column, table } from './table.js';
import { type ViewRow, viewTable } from './view-table.js';

interface Fitting {
  readonly style: Style;
  readonly width: number;
  /** Heads of the columns that can be spared, the first before the others. */
  readonly spare: readonly string[];
}

export function fittingTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { style, width, spare }: Fitting,
): string {
  const whole = table(rows, columns, style);
  if (widestOf(whole.split('\n')) <= width) return whole;
  const filled = columns.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const viewed = rows.map(
    (row): ViewRow => Object.fromEntries(filled.map((column) => [column.head, shownValue(column, row)])),
  );
  return viewTable(viewed, style, width, spare).trimEnd();
}

/** What stands on the right is a number, or not known. */
function shownValue<Row>({ right, cell }: Column<Row>, row: Row): string | number | null {
  const text = cell(row);
  if (right !== true) return text;
  const number = Number(text);
  return Number.isNaN(number) ? null : number;
}
