/** Plain tables for a terminal: a header, and columns that are no wider than what they hold. */
import { paddedEnd, paddedStart, widestOf } from './cell-width.js';
import type { Style } from './style.js';
import { LEAST_ROOM, wrapped } from './words-of.js';

export interface Column<Row> {
  readonly head: string;
  readonly right?: boolean;
  readonly cell: (row: Row) => string;
}

/** Between two columns. */
export const TABLE_GAP = 2;

/** Of a last column that stands below its row. */
const INDENT = 4;

/** Where the table is wider than `width`, the words of its last column go on below, or all stand there. */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  style: Style,
  width = Number.POSITIVE_INFINITY,
): string {
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const widths = columns.map(({ head }, at) => widestOf([head, ...cells.map((row) => row[at] ?? '')]));
  const left = widths.slice(0, -1).reduce((sum, column) => sum + column + TABLE_GAP, 0);
  const isTooWide = left + (widths.at(-1) ?? 0) > width;
  const isBelow = width - left < LEAST_ROOM;
  const last = (text: string): string => {
    if (!isTooWide || text === '') return text;
    return isBelow ? `\n${' '.repeat(INDENT)}${wrapped(text, width, INDENT)}` : wrapped(text, width, left);
  };
  const line = (texts: readonly string[], set: (text: string) => string) =>
    columns
      .map(({ right }, at) => {
        const text = texts[at] ?? '';
        if (at === columns.length - 1 && !right) return last(set(text));
        return (right ? paddedStart : paddedEnd)(set(text), widths[at] ?? 0);
      })
      .join(' '.repeat(TABLE_GAP))
      .replaceAll(/ +$/gm, '');
  const heads = columns.map(({ head }) => head);
  return [line(heads, style.dim), ...cells.map((row) => line(row, (text) => text))].join('\n');
}
