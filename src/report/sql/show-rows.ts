/** Rows as psql shows them: aligned with a header and a count, a column a line, JSON, or CSV. */
import { UserError } from '../../cj/errors.js';
import { cellWidth, paddedEnd, paddedStart, widestOf } from '../cell-width.js';
import { csvField } from '../csv-field.js';
import { counted } from '../words-of.js';

export type RowStyle = 'aligned' | 'expanded' | 'json' | 'csv';

type Row = readonly unknown[];

/** The values of a row in the order of the columns, of which several may have one name. */
export function showRows(rows: readonly Row[], columns: readonly string[], style: RowStyle): string {
  if (style === 'json') return `${JSON.stringify(objects(rows, columns), null, 2)}\n`;
  if (style === 'csv')
    return [columns, ...rows.map((row) => row.map(text))]
      .map((cells) => `${cells.map(csvField).join(',')}\n`)
      .join('');
  return style === 'expanded' ? expanded(rows, columns) : aligned(rows, columns);
}

function objects(rows: readonly Row[], columns: readonly string[]): readonly object[] {
  const twice = columns.find((column, i) => columns.indexOf(column) < i);
  if (twice !== undefined) {
    throw new UserError({
      code: 'column_twice',
      message: `Two columns are called ${twice}, and an object of JSON has each name once`,
      fix: `Name one of them otherwise: … AS other_${/^\w+$/.test(twice) ? twice : 'name'}`,
    });
  }
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, jsonValue(row[i])])));
}

/** As text what JSON has no word for: bytes, whole numbers beyond 2^53, and infinities. */
function jsonValue(value: unknown): unknown {
  const isPlain = typeof value === 'string' || value === null || Number.isFinite(value);
  return isPlain ? value : text(value);
}

function aligned(rows: readonly Row[], columns: readonly string[]): string {
  const cells = rows.map((row) => row.map((value) => shown(value).split('\n')));
  const widths = columns.map((column, i) => widestOf([column, ...cells.flatMap((row) => row[i] ?? [])]));
  const isNumber = columns.map((_, i) => rows.every((row) => row[i] === null || isNumeric(row[i])));
  const head = columns.map((column, i) => centred(column, widths[i] ?? 0)).join(' | ');
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  const body = cells.flatMap((row) => lines(row, widths, isNumber));
  return `${[` ${head}`.trimEnd(), rule, ...body, `(${counted(rows.length, 'row')})`].join('\n')}\n`;
}

/** A row may have values of several lines, as a pretty document does. */
function lines(
  row: readonly (readonly string[])[],
  widths: readonly number[],
  isNumber: readonly boolean[],
): readonly string[] {
  const height = Math.max(1, ...row.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    ` ${row
      .map((cell, i) => {
        const part = cell[line] ?? '';
        return (isNumber[i] ? paddedStart : paddedEnd)(part, widths[i] ?? 0);
      })
      .join(' | ')}`.trimEnd(),
  );
}

function expanded(rows: readonly Row[], columns: readonly string[]): string {
  const width = widestOf(columns);
  const records = rows.map((row, i) =>
    [
      `-[ RECORD ${i + 1} ]`,
      ...columns.map(
        (column, at) =>
          `${paddedEnd(column, width)} | ${shown(row[at]).replaceAll('\n', `\n${' '.repeat(width)} | `)}`,
      ),
    ].join('\n'),
  );
  return `${records.length === 0 ? '(0 rows)' : records.join('\n')}\n`;
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

function centred(word: string, width: number): string {
  const left = Math.floor((width - cellWidth(word)) / 2);
  return paddedEnd(' '.repeat(left) + word, width);
}

/** On a terminal: as psql writes them, control characters are \x1B, and the one of old line ends \r. */
function shown(value: unknown): string {
  return text(value).replaceAll(CONTROL, (sign) => {
    if (sign === '\r') return String.raw`\r`;
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `\\x${code.padStart(2, '0')}`;
  });
}

/** But the ends of lines and tabs, which have a meaning in a table. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return value instanceof Uint8Array
    ? `\\x${[...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
    : String(value);
}
