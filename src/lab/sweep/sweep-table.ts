/** A table whose first column has names. Where it is too wide the names are broken, and then the rows become lines. */
import Table from 'cli-table3';
import { beginningOf, cellWidth, widestOf } from '../../report/cell-width.js';
import { wrappedLines } from '../wrapped-lines.js';

/** Columns of a first column that is broken. */
const LEAST_NAME = 16;

export function sweepTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const wide = head.map((name, k) => widestOf([name, ...rows.map((row) => row[k] ?? '')]) + 2);
  const total = wide.reduce((sum, columns) => sum + columns + 1, 1);
  const [names = 0] = wide;
  const first = Math.min(names, Math.max(LEAST_NAME, names - Math.max(0, total - width)));
  if (total - names + first > width) return rows.map((row) => rowLines(head, row, width)).join('\n');
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    ...(total > width ? { colWidths: [first], wordWrap: true } : {}),
  });
  for (const [name = '', ...cells] of rows) {
    table.push([total > width ? withBrokenWords(name, first - 2) : name, ...cells]);
  }
  return table.toString();
}

/** A table breaks a name between words alone, and cuts a word that is too long: that would hide which row it is. */
function withBrokenWords(name: string, columns: number): string {
  return name
    .split(' ')
    .flatMap((word) => partsOf(word, columns))
    .join(' ');
}

function partsOf(word: string, columns: number): readonly string[] {
  if (cellWidth(word) <= columns) return [word];
  const fits = beginningOf(word, columns);
  const part = AFTER_MARK.exec(fits)?.[0] ?? fits;
  return [part, ...partsOf(word.slice(part.length), columns)];
}

/** A word is broken after a mark rather than within a number. */
const AFTER_MARK = /^.*[=_/-]/u;

/** A row that says one thing alone says it without the name of the column. */
function rowLines(head: readonly string[], [name = '', ...cells]: readonly string[], width: number): string {
  const told = cells.flatMap((cell, k) => (cell === '' ? [] : [{ column: head[k + 1] ?? '', cell }]));
  const text =
    told.length === 1 && cells.length > 1
      ? `${name}\n  ${told[0]?.cell}`
      : `${name}\n${told.map(({ column, cell }) => `  ${column} ${cell}`).join('\n')}`;
  return wrappedLines(text, width);
}
