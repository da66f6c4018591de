/** Points with their intervals as lines of text, for a quick look in a terminal. */
import { paddedEnd, widestOf } from '../../report/cell-width.js';
import { shortNames } from '../short-names.js';

export interface ChartRow {
  readonly label: string;
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/** Columns of the marks at least. */
const LEAST_MARKS = 20;
/** Columns of labels at most, and where the width leaves fewer all the same. */
const MOST_LABEL = 44;
const LEAST_LABEL = 10;
/** Columns between label and marks. */
const GAP = 2;

/** One line a row and one for the axis; empty without a finite value. `digits` writes the ends of the axis. */
export function textChart(
  rows: readonly ChartRow[],
  width: number,
  digits: (value: number) => string,
): readonly string[] {
  const known = rows.filter(({ value }) => Number.isFinite(value));
  if (known.length === 0) return [];
  const least = Math.min(...known.map(({ low, value }) => (Number.isFinite(low) ? low : value)));
  const most = Math.max(...known.map(({ high, value }) => (Number.isFinite(high) ? high : value)));
  const room = Math.max(LEAST_LABEL, Math.min(MOST_LABEL, width - LEAST_MARKS - GAP));
  const label = Math.min(room, widestOf(known.map((row) => row.label)));
  const names = shortNames(
    known.map((row) => row.label),
    label,
  );
  const marks = Math.max(LEAST_MARKS, Math.min(80, width - label - GAP));
  const column = (value: number): number => {
    if (most === least) return Math.floor(marks / 2);
    const share = (Math.min(most, Math.max(least, value)) - least) / (most - least);
    return Math.round(share * (marks - 1));
  };
  const [left, right] = [digits(least), digits(most)];
  return [
    ...known.map(
      ({ label: name, low, value, high }) =>
        `${paddedEnd(names.get(name) ?? name, label + GAP)}${whisker(column(low), column(value), column(high))}`,
    ),
    most === least
      ? `${' '.repeat(label + GAP)}${' '.repeat(Math.max(0, column(least)))}${left}`
      : `${' '.repeat(label + GAP)}${left}${' '.repeat(Math.max(1, marks - left.length - right.length))}${right}`,
  ];
}

function whisker(low: number, value: number, high: number): string {
  const before = low < value ? `├${'─'.repeat(value - low - 1)}` : '';
  const after = high > value ? `${'─'.repeat(high - value - 1)}┤` : '';
  return `${' '.repeat(low)}${before}●${after}`;
}
