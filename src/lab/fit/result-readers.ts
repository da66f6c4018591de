/** How a row says who won: by the columns that a table has. */
import { UserError } from '../../cj/errors.js';
import type { CsvRow, CsvTable } from '../../files/csv-table.js';
import { nearestName } from '../../input/nearest-name.js';
import {
  columnAmong,
  FIRST,
  FIRST_WINS,
  LOSE,
  LOSER,
  plainName,
  RESULT,
  SECOND,
  SECOND_WINS,
  WIN,
  WINNER,
} from './comparison-columns.js';
import { type ResultColumns, resultReading } from './result-column.js';
import { type ShownFirst, shownFirstOfItems, shownFirstOfWinners } from './shown-first.js';

export interface ResultReader {
  /** What each recognised column is for. */
  readonly columns: Readonly<Record<string, string>>;
  /** The columns of the two items. */
  readonly pair: readonly [string, string];
  /** How often each of the two won, or why the row cannot be used. */
  readonly wins: (row: CsvRow, pair: readonly [string, string]) => Wins | string;
  /** null for counts: the wins of both orders stand in one row. */
  readonly shownFirst: ShownFirst | null;
}

export type Wins = readonly [first: number, second: number];

/** A UserError if no columns say who won. */
export function resultReader(csv: CsvTable): ResultReader {
  const among = (names: readonly string[]): string | null => columnAmong(csv, names);
  const [first, second, result] = [among(FIRST), among(SECOND), among(RESULT)];
  const [winner, loser] = [among(WINNER), among(LOSER)];
  if (winner !== null && loser !== null) return winnerAndLoser(csv, winner, loser);
  if (first !== null && second !== null) {
    const [firstWins, secondWins] = [among(FIRST_WINS), among(SECOND_WINS)];
    if (firstWins !== null && secondWins !== null)
      return itemsAndCounts({ first, second, firstWins, secondWins });
    if (result !== null) return itemsAndResult(csv, { first, second, result });
  }
  const [win, lose] = [among(WIN), among(LOSE)];
  if (win !== null && lose !== null) return winnerAndLoser(csv, win, lose);
  throw noResult(csv);
}

function winnerAndLoser(csv: CsvTable, winner: string, loser: string): ResultReader {
  const shownFirst = shownFirstOfWinners(csv);
  return {
    columns: { winner, loser, ...named(shownFirst) },
    pair: [winner, loser],
    wins: () => [1, 0],
    shownFirst,
  };
}

function itemsAndResult(csv: CsvTable, columns: ResultColumns): ResultReader {
  const { first, second, result } = columns;
  const shownFirst = shownFirstOfItems(csv, columns);
  const reading = resultReading(csv, columns);
  return {
    columns: { ...columns, ...named(shownFirst) },
    pair: [first, second],
    wins: (row, [a, b]) => {
      const said = row.text(result);
      if (said === '') return 'has no result';
      const outcome = reading.outcome(said, [a, b]);
      if (outcome === 'tie') return `is a tie of ${a} and ${b}, which no estimator here takes`;
      if (outcome !== null) return outcome === 'first' ? [1, 0] : [0, 1];
      return `the result "${said}" names neither ${a} nor ${b}; right would be ${reading.right}`;
    },
    shownFirst,
  };
}

function named({ column }: ShownFirst): Readonly<Record<string, string>> {
  return column === null ? {} : { first_shown: column };
}

interface CountColumns {
  readonly first: string;
  readonly second: string;
  readonly firstWins: string;
  readonly secondWins: string;
}

function itemsAndCounts({ first, second, firstWins, secondWins }: CountColumns): ResultReader {
  return {
    columns: { first, second, first_wins: firstWins, second_wins: secondWins },
    pair: [first, second],
    wins: (row, [a, b]) => {
      const columns = [firstWins, secondWins];
      const bad = columns.find((column) => !/^\d*([.,]0*)?$/.test(row.text(column)));
      if (bad !== undefined) {
        return `${bad} is "${row.text(bad)}", which is no number of wins: that is a whole number from 0`;
      }
      const [ofA = 0, ofB = 0] = columns.map((column) => Number.parseInt(row.text(column) || '0', 10));
      return ofA + ofB === 0 ? `counts no win of ${a} or ${b}` : [ofA, ofB];
    },
    shownFirst: null,
  };
}

/** Names of fewer letters are near to anything. */
const LEAST_LETTERS = 4;
const MOST_COLUMNS = 12;
const MOST_LETTERS = 40;

function noResult({ columns, header }: CsvTable): UserError {
  const known = [WINNER, LOSER, FIRST, SECOND, RESULT].flat().filter((name) => name.length >= LEAST_LETTERS);
  const meant = columns
    .map(plainName)
    .filter((name) => name.length >= LEAST_LETTERS && !known.includes(name))
    .map((name) => nearestName(name, known))
    .find((name) => name !== null);
  const shown = columns
    .slice(0, MOST_COLUMNS)
    .map((name) => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS)}…` : name));
  const more = columns.length > MOST_COLUMNS ? ` and ${columns.length - MOST_COLUMNS} more` : '';
  const found = `${columns.length === 1 ? 'the only column is' : 'there are'} ${shown.join(', ')}${more}`;
  return new UserError({
    code: 'no_comparisons',
    message: `No pair of columns says who won: ${found}${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
    fix:
      'Name the columns winner,loser (and judge, if there are several), or item1,item2,score with 1 for item1; ' +
      'separate them by comma, semicolon, tab or |.',
    where: header,
  });
}
