/**
 * Who won, in a table of two items and a result: the result names the winner, or says by a code which of the two it
 * is. An id may look like a code (an item called 1, a score of 1), and 0 is a loss beside 1, but a tie beside −1 or 2,
 * so that a column is read in one way as a whole.
 */
import { UserError } from '../../cj/errors.js';
import type { CsvTable } from '../../files/csv-table.js';
import { plainName } from './comparison-columns.js';

const FIRST_WON = ['a', 'essaya', 'left', 'first', 'modela', 'item1', 'id1', 'true', 'win', 'won', 'w1'];
const SECOND_WON = [
  'b',
  'essayb',
  'right',
  'second',
  'modelb',
  'item2',
  'id2',
  'false',
  'loss',
  'lose',
  'lost',
  'w2',
];
const TIE = ['tie', 'tied', 'draw', 'd', 'both', 'equal', 'bothbad', 'tiebothbad'];
/** Columns whose numbers are scores, where a column could be read both ways. */
const SCORE = ['score', 'result', 'outcome', 'win', 'response', 'y'];

export interface ResultColumns {
  readonly first: string;
  readonly second: string;
  readonly result: string;
}

/** What numbers stand for beside 1, the first of the two; a half is a tie. */
interface Coding {
  readonly second: number;
  readonly tie: number | null;
}

const ONE_ZERO: Coding = { second: 0, tie: null };
const SIGNED: Coding = { second: -1, tie: 0 };
const ONE_TWO: Coding = { second: 2, tie: 0 };

export type Outcome = 'first' | 'second' | 'tie';

/** Of one row, by the reading of the whole column; null where it says nothing of the pair. */
export interface ResultReading {
  readonly outcome: (said: string, pair: readonly [string, string]) => Outcome | null;
  /** What a row may say, for one that says something else. */
  readonly right: string;
}

/**
 * The reading that explains more rows. If both explain as many, numbers in a column of scores are codes. A UserError
 * where the numbers could be codes of several kinds.
 */
export function resultReading(csv: CsvTable, columns: ResultColumns): ResultReading {
  const { first, second, result } = columns;
  const numbers = new Set(csv.rows.map((row) => numberOf(row.text(result))).filter((x) => x !== null));
  const coding = codingOf(numbers);
  const coded = (said: string): Outcome | null => codedOutcome(said, coding ?? ONE_TWO, columns);
  let names = 0;
  let codes = 0;
  let isNumeric = true;
  const ids = new Set<string>();
  for (const row of csv.rows) {
    const said = row.text(result);
    ids.add(row.text(first)).add(row.text(second));
    if (said === row.text(first) || said === row.text(second)) names++;
    const code = coded(said);
    if ((code !== null && code !== 'tie') || isSignedTie(said, coding)) codes++;
    isNumeric &&= said === '' || numberOf(said) !== null;
  }
  const isScore = isNumeric && SCORE.includes(plainName(result));
  if (names > codes || (names === codes && !isScore)) {
    // A number or an id that is none of this pair would be a slip, not a code, in a column of names; a half is a tie in any.
    const outcome: ResultReading['outcome'] = (said, pair) => {
      const number = numberOf(said);
      if (number !== null) return named(said, pair) ?? (number === 0.5 ? 'tie' : null);
      return named(said, pair) ?? (ids.has(said) ? null : coded(said));
    };
    return { outcome, right: 'one of these ids, or tie' };
  }
  if (coding === null) throw ambiguous(csv, columns, numbers);
  return {
    outcome: (said, pair) => coded(said) ?? named(said, pair),
    right: `1 for ${first}, ${coding.second} for ${second}, ${coding.tie ?? 0.5} for a tie, or the winner's id`,
  };
}

function isSignedTie(said: string, coding: Coding | null): boolean {
  return coding === SIGNED && numberOf(said) === 0;
}

/** null: 2 beside −1, or 2 and 0 without 1, fit no coding or two. */
function codingOf(numbers: ReadonlySet<number>): Coding | null {
  if (numbers.has(-1)) return numbers.has(2) ? null : SIGNED;
  if (!numbers.has(2)) return ONE_ZERO;
  return numbers.has(0) && !numbers.has(1) ? null : ONE_TWO;
}

function codedOutcome(said: string, coding: Coding, { first, second }: ResultColumns): Outcome | null {
  const number = numberOf(said);
  if (number !== null) {
    if (number === 1) return 'first';
    if (number === coding.second) return 'second';
    return number === coding.tie || number === 0.5 ? 'tie' : null;
  }
  const word = plainName(said);
  if (word === '') return null;
  if (word === plainName(first) || FIRST_WON.includes(word)) return 'first';
  if (word === plainName(second) || SECOND_WON.includes(word)) return 'second';
  return TIE.includes(word) ? 'tie' : null;
}

function named(said: string, [a, b]: readonly [string, string]): Outcome | null {
  return said === a ? 'first' : said === b ? 'second' : null;
}

/** Spreadsheets of some countries write 1,0, and some have a true minus. */
export function numberOf(said: string): number | null {
  return /^[-−+]?(\d+([.,]\d*)?|[.,]\d+)$/.test(said)
    ? Number(said.replace(',', '.').replace('−', '-'))
    : null;
}

function ambiguous(csv: CsvTable, columns: ResultColumns, numbers: ReadonlySet<number>): UserError {
  const found = [...numbers].sort((a, b) => a - b);
  const shown = found.length > 6 ? `${found.slice(0, 6).join(', ')}, …` : found.join(', ');
  return new UserError({
    code: 'ambiguous_results',
    message: `The numbers in ${columns.result} are ${shown}, which does not tell wins, losses and ties apart.`,
    fix: `Write 1 where ${columns.first} won, 2 where ${columns.second} won, and tie for a tie.`,
    where: csv.header,
  });
}
