/** Plain tables for a terminal: a header, a rule, and columns that are no wider than what they hold. */
import Table from 'cli-table3';
import type { Style } from './style.js';

export interface Column<Row> {
  readonly head: string;
  readonly right?: boolean;
  readonly cell: (row: Row) => string;
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], style: Style): string {
  const drawn = new Table({
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    head: columns.map(({ head }) => style.dim(head)),
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
  });
  for (const row of rows) drawn.push(columns.map(({ cell }) => cell(row)));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
