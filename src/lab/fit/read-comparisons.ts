/**
 * A CSV of comparisons as a table, whatever tool wrote it: winner and loser in two columns, or two items and a
 * result. Rows that cannot be used are named, with line and reason, and left out.
 */
import { UserError } from '../../cj/errors.js';
import { type CsvRow, type CsvTable, readCsvTable } from '../../files/csv-table.js';
import { columnAmong, JUDGE, ORDER, TIME } from './comparison-columns.js';
import type { ComparisonTable, Decision } from './comparison-table.js';
import { Numbered } from './numbered.js';
import { type ResultReader, resultReader, type Wins } from './result-readers.js';

export interface RowProblem {
  /** File and line, `comparisons.csv:17`. */
  readonly where: string;
  /** Why it cannot be used, or what must be known of it. */
  readonly problem: string;
}

export interface ReadComparisons extends ReadNotes {
  readonly table: ComparisonTable;
}

/** How a file was read. */
export interface ReadNotes {
  /** What each recognised column is for. */
  readonly columns: Readonly<Record<string, string>>;
  /** The other columns, of which nothing is read. */
  readonly unread: readonly string[];
  /** Rows left out. */
  readonly impossible: readonly RowProblem[];
  /** Rows that repeat an earlier one in every recognised column; they are kept. */
  readonly duplicates: readonly RowProblem[];
  /** Rows that show something else than one of their two items first; they are kept, as of unknown order. */
  readonly unordered: readonly RowProblem[];
}

/** Of a table of counts: each win is a decision of its own, which halves and draws work on. */
const MOST_COUNTED = 1_000_000;

/** A UserError if no pair of columns says who won, or if no row can be used. */
export function readComparisons(path: string): ReadComparisons {
  refuseOtherThanPath(path);
  const csv = readCsvTable(path);
  const reader = resultReader(csv);
  const judge = columnAmong(csv, JUDGE);
  const time = columnAmong(csv, TIME);
  const order = columnAmong(csv, ORDER);
  const rows = new RowReader(reader, judge, [time, order]);
  for (const row of csv.rows) rows.read(row);
  const { decisions, impossible, duplicates, unordered } = rows;
  if (decisions.length === 0) throw noUsableRow(csv, impossible);
  const items = rows.items.names;
  const shownOrder = decisions.some(({ winnerFirst }) => winnerFirst !== null)
    ? reader.shownFirst?.order
    : null;
  const compared = new Set(items);
  const columns = {
    ...reader.columns,
    ...(judge === null ? {} : { judge }),
    ...(time === null ? {} : { time }),
    ...(order === null ? {} : { order }),
  };
  const isRead = new Set(Object.values(columns));
  const uncompared = [...rows.named].filter((id) => !compared.has(id));
  return {
    table: {
      items,
      judges: rows.judges.names,
      decisions,
      ...(uncompared.length === 0 ? {} : { uncompared }),
      ...(shownOrder === null || shownOrder === undefined ? {} : { order: shownOrder }),
    },
    columns,
    unread: csv.columns.filter((column) => !isRead.has(column)),
    impossible,
    duplicates,
    unordered,
  };
}

/** A program without types may give anything. */
function refuseOtherThanPath(path: unknown): void {
  if (typeof path === 'string' && path !== '') return;
  throw new UserError({
    code: 'no_path',
    message: 'readComparisons() takes the path of a CSV file, in a text',
    fix: "readComparisons('comparisons.csv')",
  });
}

class RowReader {
  readonly items = new Numbered();
  readonly judges = new Numbered();
  /** Ids of all rows, those that are left out included. */
  readonly named = new Set<string>();
  readonly decisions: Decision[] = [];
  readonly impossible: RowProblem[] = [];
  readonly duplicates: RowProblem[] = [];
  readonly unordered: RowProblem[] = [];
  readonly #reader: ResultReader;
  readonly #judge: string | null;
  /** Columns of any text that say when. */
  readonly #when: readonly string[];
  /** The first row of each kind, by all that is read of it, when it was made last. */
  readonly #seen = new Map<string, CsvRow>();

  constructor(reader: ResultReader, judge: string | null, when: readonly (string | null)[]) {
    this.#reader = reader;
    this.#judge = judge;
    this.#when = when.filter((column) => column !== null);
  }

  read(row: CsvRow): void {
    const pair = [row.text(this.#reader.pair[0]), row.text(this.#reader.pair[1])] as const;
    for (const id of pair) if (id !== '') this.named.add(id);
    const said = this.#reader.wins(row, pair);
    if (typeof said !== 'string' && said[0] + said[1] === 0) return;
    const wins = pairProblem(pair) ?? said;
    if (typeof wins === 'string') {
      this.impossible.push({ where: row.where, problem: wins });
      return;
    }
    const total = this.decisions.length + wins[0] + wins[1];
    if (wins[0] + wins[1] > 1 && total > MOST_COUNTED) throw tooMany(row, total);
    const shown = this.#reader.shownFirst?.read(row, pair) ?? null;
    if (typeof shown === 'string') this.unordered.push({ where: row.where, problem: shown });
    const usable = { pair, wins, firstShown: typeof shown === 'string' ? null : shown };
    this.#add(row, wins[0] > 0 ? usable : turned(usable));
  }

  /** The first of the pair won at least once. */
  #add(row: CsvRow, usable: UsableRow): void {
    const { pair, wins, firstShown } = usable;
    const judgeId = this.#judge === null ? '' : row.text(this.#judge);
    const [first, second] = [this.items.numberOf(pair[0]), this.items.numberOf(pair[1])];
    const judge = judgeId === '' ? null : this.judges.numberOf(judgeId);
    const when = this.#when.map((column) => row.text(column));
    // Without judge and time equal rows are what repeated comparisons look like.
    if (judge !== null || when.some((text) => text !== ''))
      this.#noteRepeat(
        row,
        pair,
        `${first} ${second} ${wins[0]} ${wins[1]} ${firstShown} ${judge} ${when.join('\n')}`,
      );
    const secondShown = firstShown === null ? null : !firstShown;
    for (let k = 0; k < wins[0]; k++)
      this.decisions.push({ winner: first, loser: second, judge, winnerFirst: firstShown });
    for (let k = 0; k < wins[1]; k++)
      this.decisions.push({ winner: second, loser: first, judge, winnerFirst: secondShown });
  }

  #noteRepeat(row: CsvRow, pair: readonly [string, string], key: string): void {
    const before = this.#seen.get(key);
    if (before === undefined) this.#seen.set(key, row);
    else
      this.duplicates.push({
        where: row.where,
        problem: `repeats ${before.where}: ${pair[0]} over ${pair[1]}`,
      });
  }
}

interface UsableRow {
  readonly pair: readonly [string, string];
  readonly wins: Wins;
  /** Whether the first of the pair was shown first. */
  readonly firstShown: boolean | null;
}

function turned({ pair: [a, b], wins: [ofA, ofB], firstShown }: UsableRow): UsableRow {
  return { pair: [b, a], wins: [ofB, ofA], firstShown: firstShown === null ? null : !firstShown };
}

function pairProblem([a, b]: readonly [string, string]): string | null {
  if (a === '' || b === '') return 'an item is missing';
  return a === b ? `compares ${a} with itself` : null;
}

function tooMany({ where }: CsvRow, wins: number): UserError {
  return new UserError({
    code: 'too_many_comparisons',
    message: `The counts come to ${wins} wins with this row; at most ${MOST_COUNTED} comparisons are taken.`,
    fix: 'Fit fewer items at a time; if the columns hold no numbers of wins, name them otherwise.',
    where,
  });
}

function noUsableRow({ rows, header }: CsvTable, [example]: readonly RowProblem[]): UserError {
  const fix = 'A row names two items and says which of them won.';
  if (example === undefined) {
    return new UserError({
      code: 'no_comparisons',
      message: rows.length === 0 ? 'There is no row below the names of the columns.' : 'No row counts a win.',
      fix,
      where: header,
    });
  }
  const which =
    rows.length === 1
      ? 'The only row cannot be used'
      : `None of the ${rows.length} rows can be used; the first`;
  return new UserError({
    code: 'no_comparisons',
    message: `${which}: ${example.problem}.`,
    fix,
    where: example.where,
  });
}
