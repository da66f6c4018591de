/**
 * Who won, in a table of two items and a result: the result names the winner, or says by a code which of the two it
 * is. An id may look like a code (an item called 1, a score of 1), so that a column is read in one way as a whole.
 */
import type { CsvTable } from '../../files/csv-table.js';
import { columnAmong } from './comparison-columns.js';

const FIRST_WON = ['1', '1.0', 'a', 'essay_a', 'left', 'first', 'model_a', 'item1', 'id1', 'true'];
const SECOND_WON = [
  '0',
  '0.0',
  '2',
  'b',
  'essay_b',
  'right',
  'second',
  'model_b',
  'item2',
  'id2',
  'false',
  '-1',
];
/** Columns whose numbers are scores, where a column could be read both ways. */
const SCORE = ['score', 'result', 'outcome', 'win', 'response'];

export interface ResultColumns {
  readonly first: string;
  readonly second: string;
  readonly result: string;
}

export type ResultKind = 'names' | 'codes';

/** The reading that explains more rows. If both explain as many, numbers in a column of scores are codes. */
export function resultKind(csv: CsvTable, { first, second, result }: ResultColumns): ResultKind {
  let names = 0;
  let codes = 0;
  let isNumeric = true;
  for (const row of csv.rows) {
    const said = row.text(result);
    if (said === row.text(first) || said === row.text(second)) names++;
    if (codedWinner(said) !== null) codes++;
    isNumeric &&= Number.isFinite(Number(said));
  }
  if (names !== codes) return names > codes ? 'names' : 'codes';
  const isScore = isNumeric && columnAmong({ ...csv, columns: [result] }, SCORE) !== null;
  return isScore ? 'codes' : 'names';
}

export function codedWinner(said: string): 'first' | 'second' | null {
  const word = said.toLowerCase();
  if (FIRST_WON.includes(word)) return 'first';
  return SECOND_WON.includes(word) ? 'second' : null;
}

/** By the reading of its column, or by the other one where that alone explains the row. */
export function winnerOf(
  said: string,
  [a, b]: readonly [string, string],
  kind: ResultKind,
): 'first' | 'second' | null {
  const named = said === a ? 'first' : said === b ? 'second' : null;
  // A number that is no id of this pair would be a slip, not a code, in a column of names.
  if (kind === 'names') return named ?? (Number.isFinite(Number(said)) ? null : codedWinner(said));
  return codedWinner(said) ?? named;
}
