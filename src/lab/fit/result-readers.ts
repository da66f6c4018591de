/** How a row says who won: by the columns that a table has. */
import { UserError } from '../../cj/errors.js';
import type { CsvRow, CsvTable } from '../../files/csv-table.js';
import { nearestName } from '../../input/nearest-name.js';
import { firstOf } from '../../report/words-of.js';
import {
  columnAmong,
  DRAW,
  FIRST,
  FIRST_WINS,
  FREQUENCY,
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
  /** How often each of the two won (never: the row says nothing), or why the row cannot be used. */
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
  if (win !== null && lose !== null) {
    refuseCounts(csv, win, lose);
    return winnerAndLoser(csv, win, lose);
  }
  throw noResult(csv, { first, second, result });
}

function winnerAndLoser(csv: CsvTable, winner: string, loser: string): ResultReader {
  const shownFirst = shownFirstOfWinners(csv);
  const draw = columnAmong(csv, DRAW);
  const frequency = columnAmong(csv, FREQUENCY);
  return {
    columns: {
      winner,
      loser,
      ...(draw === null ? {} : { draw }),
      ...(frequency === null ? {} : { frequency }),
      ...named(shownFirst),
    },
    pair: [winner, loser],
    wins: (row, pair) => {
      const undecided = draw === null ? null : drawProblem(row, draw, pair);
      if (undecided !== null) return undecided;
      const count = frequency === null ? 1 : winCount(row, frequency);
      return typeof count === 'string' ? count : [count, 0];
    },
    shownFirst,
  };
}

/** Ids of items would be names, in columns that are called win and lose; in a list of results they are numbers of wins. */
function refuseCounts({ rows, header }: CsvTable, win: string, lose: string): void {
  const isNumeric = rows.every((row) => /^\d+$/.test(row.text(win)) && /^\d+$/.test(row.text(lose)));
  if (rows.length === 0 || !isNumeric) return;
  throw new UserError({
    code: 'no_comparisons',
    message: `The columns ${win} and ${lose} hold nothing but numbers, and so may be ids or numbers of wins.`,
    fix: 'Name them winner,loser if they are ids; numbers of wins stand in player1,player2,win1,win2, a pair a row.',
    where: header,
  });
}

const UNDECIDED = ['true', 't', 'yes', 'y', '1'];
const DECIDED = ['false', 'f', 'no', 'n', '0', ''];

/** null where somebody won. */
function drawProblem(row: CsvRow, draw: string, pair: readonly [string, string]): string | null {
  const said = row.text(draw).toLowerCase();
  if (DECIDED.includes(said)) return null;
  return UNDECIDED.includes(said)
    ? tieProblem(pair)
    : `${draw} is "${row.text(draw)}", neither true nor false`;
}

function tieProblem([a, b]: readonly [string, string]): string {
  return `is a tie of ${a} and ${b}, which no estimator here takes`;
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
      if (outcome === 'tie') return tieProblem([a, b]);
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
      const ofA = winCount(row, firstWins);
      const ofB = winCount(row, secondWins);
      if (typeof ofA === 'string') return ofA;
      if (typeof ofB === 'string') return ofB;
      return ofA + ofB === 0 ? `counts no win of ${a} or ${b}` : [ofA, ofB];
    },
    shownFirst: null,
  };
}

/** Or why it is none. */
function winCount(row: CsvRow, column: string): number | string {
  const said = row.text(column);
  if (/^\d*([.,]0*)?$/.test(said)) return Number.parseInt(`0${said}`, 10);
  return `${column} is "${said}", which is no number of wins: that is a whole number from 0`;
}

/** Names of fewer letters are near to anything. */
const LEAST_LETTERS = 4;
const MOST_COLUMNS = 12;
const MOST_LETTERS = 40;

/** Those of the columns looked for that are there. */
interface FoundColumns {
  readonly first: string | null;
  readonly second: string | null;
  readonly result: string | null;
}

function noResult({ columns, header }: CsvTable, { first, second, result }: FoundColumns): UserError {
  const known = [WINNER, LOSER, FIRST, SECOND, RESULT].flat().filter((name) => name.length >= LEAST_LETTERS);
  const meant = columns
    .map(plainName)
    .filter((name) => name.length >= LEAST_LETTERS && !known.includes(name))
    .map((name) => nearestName(name, known))
    .find((name) => name !== null);
  const shown = columns.map((name) =>
    name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS)}…` : name,
  );
  const found = `${columns.length === 1 ? 'the only column is' : 'there are'} ${firstOf(shown, MOST_COLUMNS)}`;
  const lacking =
    first !== null && second !== null
      ? `${first} and ${second} name two items, and no column says who won`
      : result !== null
        ? `${result} may say who won, and no two columns name the items`
        : 'No pair of columns says who won';
  return new UserError({
    code: 'no_comparisons',
    message: `${lacking}: ${found}${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
    fix:
      'Name the columns winner,loser (and judge, if there are several), or item1,item2 and score (1 for item1) or winner ' +
      '(its id), or player1,player2,win1,win2 (numbers of wins); separate them by comma, semicolon, tab or |.',
    where: header,
  });
}
