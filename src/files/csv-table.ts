/** A CSV file as rows by column name, each with its place for errors. Separated by comma, semicolon or tab. */
import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../cj/errors.js';
import { readText } from './read-text.js';

export interface CsvRow {
  /** Empty where the column is missing or has nothing. */
  readonly text: (column: string) => string;
  /** The number in the column, null where there is none; a UserError for anything else. */
  readonly number: (column: string) => number | null;
  /** `anchors.csv:3` */
  readonly where: string;
}

export interface CsvTable {
  readonly rows: readonly CsvRow[];
  /** Lower case. */
  readonly columns: readonly string[];
  /** The first of these names that is a column, or null. */
  readonly columnAmong: (names: readonly string[]) => string | null;
}

interface ParsedRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

export function readCsvTable(path: string, file: string, where = file): CsvTable {
  const text = readText(path, where);
  const [header = ''] = text.split('\n', 1);
  if (text.trim() === '')
    throw new UserError({ code: 'empty_file', message: `${file} is empty.`, where: file });
  const columns = header
    .split(delimiterOf(header))
    .map((name) => name.trim().replaceAll('"', '').toLowerCase());
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UserError({
      code: 'bad_csv',
      message: `The column ${twice} is there twice.`,
      where: `${file}:1`,
    });
  }
  const rows = parsedRows(text, file, delimiterOf(header));
  return {
    rows: rows.map((row) => csvRow(row, file)),
    columns,
    columnAmong: (names) => names.find((name) => columns.includes(name)) ?? null,
  };
}

function parsedRows(text: string, file: string, delimiter: string): readonly ParsedRow[] {
  try {
    return parse(text, {
      delimiter,
      columns: (names: readonly string[]) => names.map((name) => name.toLowerCase()),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly ParsedRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? `:${error.lines}` : '';
    throw new UserError({
      code: 'bad_csv',
      message: `This is not valid CSV: ${error.message}.`,
      where: `${file}${line}`,
    });
  }
}

function csvRow({ record, info }: ParsedRow, file: string): CsvRow {
  const where = `${file}:${info.lines}`;
  const text = (column: string): string => record[column] ?? '';
  const number = (column: string): number | null => {
    const written = text(column);
    if (written === '') return null;
    const value = Number(written);
    if (Number.isFinite(value)) return value;
    throw new UserError({
      code: 'bad_number',
      message: `${column} is "${written}", which is not a number.`,
      fix: 'Write it with a decimal point, as in -1.25, or leave it empty.',
      where,
    });
  };
  return { text, number, where };
}

/** Spreadsheets of some countries separate by semicolon. */
function delimiterOf(header: string): string {
  return [',', ';', '\t'].find((sign) => header.includes(sign)) ?? ',';
}
