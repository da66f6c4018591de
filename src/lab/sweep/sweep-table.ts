/** A table whose first column has names. Where it is too wide the names are broken, and then the rows become lines. */
import Table from 'cli-table3';
import { wrappedLines } from '../wrapped-lines.js';

/** Columns of a first column that is broken. */
const LEAST_NAME = 16;

export function sweepTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const wide = head.map((name, k) => Math.max(name.length, ...rows.map((row) => row[k]?.length ?? 0)) + 2);
  const total = wide.reduce((sum, columns) => sum + columns + 1, 1);
  const [names = 0] = wide;
  const first = Math.min(names, Math.max(LEAST_NAME, names - Math.max(0, total - width)));
  if (total - names + first > width) return rows.map((row) => rowLines(head, row, width)).join('\n');
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    ...(total > width ? { colWidths: [first], wordWrap: true } : {}),
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

/** A row that says one thing alone says it without the name of the column. */
function rowLines(head: readonly string[], [name = '', ...cells]: readonly string[], width: number): string {
  const told = cells.flatMap((cell, k) => (cell === '' ? [] : [{ column: head[k + 1] ?? '', cell }]));
  const text =
    told.length === 1 && cells.length > 1
      ? `${name}\n  ${told[0]?.cell}`
      : `${name}\n${told.map(({ column, cell }) => `  ${column} ${cell}`).join('\n')}`;
  return wrappedLines(text, width);
}
