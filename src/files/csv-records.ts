/**
 * The records of a CSV text, header included, each with its line. The separator is found by trying; faults are told
 * in plain words, not in those of the parser.
 */
import { CsvError, type Options, parse } from 'csv-parse/sync';
import { UserError } from '../cj/errors.js';

export interface CsvRecord {
  readonly cells: readonly string[];
  /** On which it ends, from 1. */
  readonly line: number;
}

export interface CsvRecords {
  readonly records: readonly CsvRecord[];
  readonly separator: string;
}

const SEPARATORS = [',', ';', '\t', '|'];
/** Records by which a separator is judged. */
const TRIED = 20;
/** The line by which Excel names the separator. */
const SEPARATOR_LINE = /^"?sep=([,;\t|])"?[ \t]*(?=\n|$)/i;

export function csvRecords(text: string, file: string): CsvRecords {
  // An old Mac ends lines by \r alone.
  const plain = text.includes('\n') ? text : text.replaceAll('\r', '\n');
  const named = SEPARATOR_LINE.exec(plain)?.[1];
  const body = named === undefined ? plain : plain.replace(SEPARATOR_LINE, '');
  const separator = named ?? likelySeparator(body);
  try {
    const rows = parsed(body, separator);
    const lines = new Lines(() => plainLines(body, rows.length) ?? linesOf(body, separator));
    return { records: rows.map((cells, row) => new LazyRecord(cells, row, lines)), separator };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const before = linesOf(body, separator).at(-1) ?? 0;
    throw new UserError({ code: 'bad_csv', ...faultOf(error, file, before + 1) });
  }
}

/** On which each record ends: found out when it is first asked for. */
class Lines {
  #found: readonly number[] | null = null;
  readonly #find: () => readonly number[];

  constructor(find: () => readonly number[]) {
    this.#find = find;
  }

  at(row: number): number {
    this.#found ??= this.#find();
    return this.#found[row] ?? 0;
  }
}

class LazyRecord implements CsvRecord {
  readonly cells: readonly string[];
  readonly #row: number;
  readonly #lines: Lines;

  constructor(cells: readonly string[], row: number, lines: Lines) {
    this.cells = cells;
    this.#row = row;
    this.#lines = lines;
  }

  get line(): number {
    return this.#lines.at(this.#row);
  }
}

function parsed(
  text: string,
  delimiter: string,
  options: Pick<Options, 'to' | 'on_record'> = {},
): readonly (readonly string[])[] {
  return parse(text, {
    ...options,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    // A spreadsheet writes cleared rows as separators alone.
    skip_records_with_empty_values: true,
    trim: true,
  });
}

/** On which each record ends, where no quotes can hide a line break; null where that is not sure. */
function plainLines(text: string, records: number): readonly number[] | null {
  if (text.includes('"')) return null;
  const found = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [at + 1]));
  return found.length === records ? found : null;
}

/** On which each record ends, as far as the text can be read: as much work as to read the cells. */
function linesOf(text: string, separator: string): readonly number[] {
  const found: number[] = [];
  try {
    parsed(text, separator, {
      on_record: (record, { lines }) => {
        found.push(lines);
        return record;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return found;
}

/** The sign by which most of the first records have as many cells as the header; of equal ones that with most columns. */
function likelySeparator(text: string): string {
  let best = { separator: ',', agree: 0, columns: 1 };
  for (const separator of SEPARATORS) {
    const records = firstRecords(text, separator);
    const columns = records[0]?.length ?? 0;
    if (columns < 2) continue;
    const agree = records.filter((cells) => cells.length === columns).length;
    if (agree > best.agree || (agree === best.agree && columns > best.columns))
      best = { separator, agree, columns };
  }
  return best.separator;
}

/** The header alone where a later record is broken; nothing where the header is. */
function firstRecords(text: string, separator: string): readonly (readonly string[])[] {
  for (const to of [TRIED, 1]) {
    try {
      return parsed(text, separator, { to });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
    }
  }
  return [];
}

interface Fault {
  readonly message: string;
  readonly fix: string;
  readonly where: string;
}

function faultOf({ code, lines }: CsvError, file: string, opened: number): Fault {
  const fix = 'Put the whole cell in quotes, and write each quote within it twice: "say ""yes""".';
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return {
      message: 'This is not valid CSV: a quote that opens here is never closed.',
      fix,
      where: `${file}:${opened}`,
    };
  }
  const isAfter = code === 'CSV_INVALID_CLOSING_QUOTE';
  const says = isAfter ? 'more follows in a cell after its closing quote' : 'a quote stands within a cell';
  const line = typeof lines === 'number' ? `:${lines}` : '';
  return { message: `This is not valid CSV: ${says}.`, fix, where: `${file}${line}` };
}
