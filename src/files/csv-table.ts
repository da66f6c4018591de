/** A CSV file as rows by column name, each with its place for errors. Separated by comma, semicolon, tab or |. */
import { UserError } from '../cj/errors.js';
import { decimalNumber } from '../input/decimal-number.js';
import { type CsvRecord, csvRecords } from './csv-records.js';
import { readText } from './read-text.js';

/** About two million comparisons. */
const MOST_MEGABYTES = 100;

/** A class, because a table may have a million rows. */
export class CsvRow {
  readonly #record: CsvRecord;
  readonly #places: ReadonlyMap<string, number>;
  readonly #file: string;

  constructor(record: CsvRecord, places: ReadonlyMap<string, number>, file: string) {
    this.#record = record;
    this.#places = places;
    this.#file = file;
  }

  /** Without spaces around it; empty where the column is missing or has nothing. */
  text(column: string): string {
    return cellText(this.#record.cells[this.#places.get(column) ?? -1] ?? '');
  }

  /** The decimal number in the column, null where there is none; a UserError for anything else. */
  number(column: string): number | null {
    const written = this.text(column);
    if (written === '') return null;
    const value = decimalNumber(written);
    if (value !== null) return value;
    throw new UserError({
      code: 'bad_number',
      message: `${column} is "${written}", which is not a number.`,
      fix: 'Write it with a decimal point, as in -1.25, or leave it empty.',
      where: this.where,
    });
  }

  /** The same in logits, from `least` to `most`. */
  logits(column: string, { least, most }: { readonly least: number; readonly most: number }): number | null {
    const value = this.number(column);
    if (value === null || (value >= least && value <= most)) return value;
    throw new UserError({
      code: 'bad_number',
      message: `${column} is ${this.text(column)}; it must be from ${least} to ${most} (logits).`,
      where: this.where,
    });
  }

  /** `anchors.csv:3` */
  get where(): string {
    return `${this.#file}:${this.#record.line}`;
  }
}

export interface CsvTable {
  readonly rows: readonly CsvRow[];
  /** Lower case, without those that have no name. */
  readonly columns: readonly string[];
  /** The first of these names that is a column, or null. */
  readonly columnAmong: (names: readonly string[]) => string | null;
  /** `anchors.csv:1`: the line that names the columns. */
  readonly header: string;
}

/** `where`: where the file is named, for errors about the file as a whole. */
export function readCsvTable(file: string, where = file): CsvTable {
  const { records, separator } = csvRecords(readText(file, where, MOST_MEGABYTES), file);
  const [first, ...rest] = records;
  if (first === undefined)
    throw new UserError({ code: 'empty_file', message: `${file} is empty.`, where: file });
  const names = first.cells.map((name) => cellText(name).toLowerCase());
  const columns = names.filter((name) => name !== '');
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UserError({
      code: 'bad_csv',
      message: `The column ${twice} is there twice.`,
      where: `${file}:${first.line}`,
    });
  }
  checkLengths(first, rest, { file, separator });
  const places = new Map(names.map((name, index) => [name, index]));
  return {
    rows: rest.map((record) => new CsvRow(record, places, file)),
    columns,
    columnAmong: (wanted) => wanted.find((name) => columns.includes(name)) ?? null,
    get header() {
      return `${file}:${first.line}`;
    },
  };
}

interface Source {
  readonly file: string;
  readonly separator: string;
}

function checkLengths(header: CsvRecord, rows: readonly CsvRecord[], { file, separator }: Source): void {
  const { length } = header.cells;
  const ragged = rows.find(({ cells }) => cells.length !== length);
  if (ragged === undefined) return;
  const hasRowNames = rows.every(({ cells }) => cells.length === length + 1);
  throw new UserError({
    code: 'bad_csv',
    message: `This is not valid CSV: the row has ${ragged.cells.length === 1 ? '1 cell' : `${ragged.cells.length} cells`}, the header ${length}.`,
    fix: hasRowNames
      ? 'If R wrote names of rows, write the file again with row.names = FALSE.'
      : `Give each row as many cells as the header; one that holds ${NAMED[separator] ?? separator} must stand in quotes.`,
    where: `${file}:${ragged.line}`,
  });
}

const NAMED: Readonly<Record<string, string>> = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab' };

/** Line breaks within a cell become spaces; what could steer a terminal or reorder its text is written as \u001b. */
function cellText(cell: string): string {
  if (PLAIN.test(cell)) return cell;
  return cell
    .trim()
    .replaceAll(/[\t\n\r\f\v\u2028\u2029]+/g, ' ')
    .replaceAll(STEERING, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/** As it is already. */
const PLAIN = /^[\w.:-]*$/;
/** Control characters, and the overrides and isolates of writing direction. */
const STEERING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
