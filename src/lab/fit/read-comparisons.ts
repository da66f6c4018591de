/**
 * A CSV of comparisons as a table, whatever tool wrote it: winner and loser in two columns, or two items and a
 * result. Rows that cannot be used are named, with line and reason, and left out.
 */
import { UserError } from '../../cj/errors.js';
import { type CsvRow, type CsvTable, readCsvTable } from '../../files/csv-table.js';
import {
  columnAmong,
  FIRST,
  FIRST_WINS,
  JUDGE,
  LOSER,
  RESULT,
  SECOND,
  SECOND_WINS,
  SHOWN_FIRST,
  TIME,
  WINNER,
} from './comparison-columns.js';
import type { ComparisonTable, Decision } from './comparison-table.js';
import { Numbered } from './numbered.js';
import { type ResultColumns, type ResultKind, resultKind, winnerOf } from './result-column.js';

export interface RowProblem {
  /** `comparisons.csv:17` */
  readonly where: string;
  readonly problem: string;
}

export interface ReadComparisons {
  readonly table: ComparisonTable;
  readonly columns: Readonly<Record<string, string>>;
  /** Rows left out. */
  readonly impossible: readonly RowProblem[];
  /** Rows that repeat an earlier one in every recognised column; they are kept. */
  readonly duplicates: readonly RowProblem[];
}

const TIE = ['0.5', 'tie', 'tied', 'draw', 'both', 'equal'];
/** Of one pair in one row: more is a mistake of columns. */
const MOST_WINS = 100_000;

/** A UserError if no pair of columns says who won, or if no row can be used. */
export function readComparisons(path: string): ReadComparisons {
  const csv = readCsvTable(path, path);
  const reader = resultReader(csv, path);
  const items = new Numbered();
  const judges = new Numbered();
  const judgeColumn = columnAmong(csv, JUDGE);
  const timeColumn = columnAmong(csv, TIME);
  const decisions: Decision[] = [];
  const impossible: RowProblem[] = [];
  const duplicates: RowProblem[] = [];
  const seen = new Map<string, string>();
  for (const row of csv.rows) {
    const results = reader.read(row);
    if (typeof results === 'string') {
      impossible.push({ where: row.where, problem: results });
      continue;
    }
    const judge = judgeColumn === null ? '' : row.text(judgeColumn);
    const time = timeColumn === null ? '' : row.text(timeColumn);
    // Without judge and time equal rows are what repeated comparisons look like.
    if (judge !== '' || time !== '') {
      const key = JSON.stringify([results[0], results.length, judge, time]);
      const before = seen.get(key);
      if (before !== undefined) {
        const { winner = '', loser = '' } = results[0] ?? {};
        duplicates.push({ where: row.where, problem: `repeats ${before}: ${winner} over ${loser}` });
      }
      seen.set(key, before ?? row.where);
    }
    for (const { winner, loser, winnerFirst } of results) {
      decisions.push({
        winner: items.numberOf(winner),
        loser: items.numberOf(loser),
        judge: judge === '' ? null : judges.numberOf(judge),
        winnerFirst,
      });
    }
  }
  if (decisions.length === 0) throw noUsableRow(path, impossible);
  const columns = { ...reader.columns, ...(judgeColumn === null ? {} : { judge: judgeColumn }) };
  return { table: { items: items.names, judges: judges.names, decisions }, columns, impossible, duplicates };
}

interface RowResult {
  readonly winner: string;
  readonly loser: string;
  readonly winnerFirst: boolean | null;
}

interface ResultReader {
  readonly columns: Readonly<Record<string, string>>;
  /** The results, or why the row is impossible. */
  readonly read: (row: CsvRow) => readonly RowResult[] | string;
}

function resultReader(csv: CsvTable, path: string): ResultReader {
  const among = (names: readonly string[]): string | null => columnAmong(csv, names);
  const [first, second, result] = [among(FIRST), among(SECOND), among(RESULT)];
  const [winner, loser] = [among(WINNER), among(LOSER)];
  const [firstWins, secondWins] = [among(FIRST_WINS), among(SECOND_WINS)];
  if (winner !== null && loser !== null) return winnerAndLoser(winner, loser, among(SHOWN_FIRST));
  if (first !== null && second !== null) {
    if (firstWins !== null && secondWins !== null)
      return twoItemsAndCounts({ first, second, firstWins, secondWins });
    if (result !== null) {
      const columns = { first, second, result };
      return twoItemsAndResult(columns, resultKind(csv, columns));
    }
  }
  throw new UserError({
    code: 'no_comparisons',
    message: 'No pair of columns says who won: looked for winner and loser, or for two items and a result.',
    fix: 'Name the columns winner,loser (and judge, if there are several), or item1,item2,score with 1 for item1.',
    where: `${path}:1`,
  });
}

function winnerAndLoser(winner: string, loser: string, shownFirst: string | null): ResultReader {
  return {
    columns: { winner, loser, ...(shownFirst === null ? {} : { first_shown: shownFirst }) },
    read: (row) => {
      const won = row.text(winner);
      const lost = row.text(loser);
      const first = shownFirst === null ? '' : row.text(shownFirst);
      const problem = pairProblem(won, lost);
      if (problem !== null) return problem;
      return [
        { winner: won, loser: lost, winnerFirst: first === won ? true : first === lost ? false : null },
      ];
    },
  };
}

function twoItemsAndResult(columns: ResultColumns, kind: ResultKind): ResultReader {
  return {
    columns: { ...columns },
    read: (row) => {
      const a = row.text(columns.first);
      const b = row.text(columns.second);
      const problem = pairProblem(a, b);
      if (problem !== null) return problem;
      const said = row.text(columns.result);
      const won = winnerOf(said, [a, b], kind);
      if (won === 'first') return [{ winner: a, loser: b, winnerFirst: true }];
      if (won === 'second') return [{ winner: b, loser: a, winnerFirst: false }];
      if (TIE.includes(said.toLowerCase())) return `is a tie of ${a} and ${b}, which no estimator here takes`;
      return said === '' ? 'has no result' : `the result "${said}" names neither ${a} nor ${b}`;
    },
  };
}

interface CountColumns {
  readonly first: string;
  readonly second: string;
  readonly firstWins: string;
  readonly secondWins: string;
}

/** Who was shown first is not known: the wins of both orders stand in one row. */
function twoItemsAndCounts({ first, second, firstWins, secondWins }: CountColumns): ResultReader {
  return {
    columns: { first, second, first_wins: firstWins, second_wins: secondWins },
    read: (row) => {
      const a = row.text(first);
      const b = row.text(second);
      const problem = pairProblem(a, b);
      if (problem !== null) return problem;
      const counts = [firstWins, secondWins].map((column) => Number(row.text(column) || '0'));
      const bad = counts.find((count) => !Number.isInteger(count) || count < 0 || count > MOST_WINS);
      if (bad !== undefined) return `${bad} is no number of wins`;
      const [ofA = 0, ofB = 0] = counts;
      return [
        ...Array.from({ length: ofA }, () => ({ winner: a, loser: b, winnerFirst: null })),
        ...Array.from({ length: ofB }, () => ({ winner: b, loser: a, winnerFirst: null })),
      ];
    },
  };
}

function pairProblem(a: string, b: string): string | null {
  if (a === '' || b === '') return 'an item is missing';
  return a === b ? `compares ${a} with itself` : null;
}

function noUsableRow(path: string, impossible: readonly RowProblem[]): UserError {
  const [example] = impossible;
  return new UserError({
    code: 'no_comparisons',
    message: `${path} has no usable comparison${example === undefined ? '' : `: line by line ${example.problem}`}.`,
    where: example?.where ?? path,
  });
}
