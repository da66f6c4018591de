/**
 * A CSV of comparisons as a table, whatever tool wrote it: winner and loser in two columns, or two items and a
 * result. Rows that cannot be used are named, with line and reason, and left out.
 */
import { UserError } from '../../cj/errors.js';
import { type CsvRow, type CsvTable, readCsvTable } from '../../files/csv-table.js';
import type { ComparisonTable, Decision } from './comparison-table.js';
import { Numbered } from './numbered.js';

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

/** Lower case. Sources: cjsim, No More Marking and the open sessions of Kinnear et al., choix, EloChoice, Comproved. */
const WINNER = [
  'winner',
  'candidate_chosen',
  'chosen',
  'won',
  'winner_id',
  'winnerid',
  'better_id',
  'preferred',
  'selected',
];
const LOSER = [
  'loser',
  'candidate_not_chosen',
  'not chosen',
  'not_chosen',
  'notchosen',
  'lost',
  'loser_id',
  'loserid',
  'rejected',
  'not_selected',
];
/** sirt::btm (id1, id2, result), pairwiseLLM (id1, id2, better_id), BradleyTerry2, LMSYS (model_a, model_b, winner). */
const FIRST = [
  'essay_a_els_id',
  'essay_a',
  'item1',
  'id1',
  'item_1',
  'left',
  'player1',
  'model_a',
  'item_a',
  'a',
  'first',
];
const SECOND = [
  'essay_b_els_id',
  'essay_b',
  'item2',
  'id2',
  'item_2',
  'right',
  'player2',
  'model_b',
  'item_b',
  'b',
  'second',
];
const RESULT = [
  'winner',
  'score',
  'result',
  'better_id',
  'outcome',
  'win',
  'response',
  'preferred',
  'choice',
  'chosen',
];
const JUDGE = [
  'judge',
  'judge_id',
  'judgeid',
  'judge id',
  'judge_name',
  'assessor',
  'rater',
  'annotator',
  'user',
  'reviewer',
];
const SHOWN_FIRST = ['first_shown', 'shown_first', 'left', 'candidate_left', 'first'];
const TIME = ['time', 'timestamp', 'created_at', 'submitted_at', 'completed_at', 'date', 'order'];

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

/** A UserError if no pair of columns says who won, or if no row can be used. */
export function readComparisons(path: string): ReadComparisons {
  const csv = readCsvTable(path, path);
  const reader = resultReader(csv, path);
  const items = new Numbered();
  const judges = new Numbered();
  const judgeColumn = csv.columnAmong(JUDGE);
  const timeColumn = csv.columnAmong(TIME);
  const decisions: Decision[] = [];
  const impossible: RowProblem[] = [];
  const duplicates: RowProblem[] = [];
  const seen = new Map<string, string>();
  for (const row of csv.rows) {
    const result = reader.read(row);
    if (typeof result === 'string') {
      impossible.push({ where: row.where, problem: result });
      continue;
    }
    const judge = judgeColumn === null ? '' : row.text(judgeColumn);
    const time = timeColumn === null ? '' : row.text(timeColumn);
    const key = JSON.stringify([result.winner, result.loser, result.winnerFirst, judge, time]);
    const before = seen.get(key);
    // Without judge and time equal rows are what repeated comparisons look like.
    if (before !== undefined && (judge !== '' || time !== '')) {
      duplicates.push({
        where: row.where,
        problem: `repeats ${before}: ${result.winner} over ${result.loser}`,
      });
    }
    seen.set(key, before ?? row.where);
    decisions.push({
      winner: items.numberOf(result.winner),
      loser: items.numberOf(result.loser),
      judge: judge === '' ? null : judges.numberOf(judge),
      winnerFirst: result.winnerFirst,
    });
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
  /** The result, or why the row is impossible. */
  readonly read: (row: CsvRow) => RowResult | string;
}

function resultReader(csv: CsvTable, path: string): ResultReader {
  const first = csv.columnAmong(FIRST);
  const second = csv.columnAmong(SECOND);
  const result = csv.columnAmong(RESULT);
  const winner = csv.columnAmong(WINNER);
  const loser = csv.columnAmong(LOSER);
  if (winner !== null && loser !== null) return winnerAndLoser(winner, loser, csv.columnAmong(SHOWN_FIRST));
  if (first !== null && second !== null && result !== null) return twoItemsAndResult(first, second, result);
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
      return { winner: won, loser: lost, winnerFirst: first === won ? true : first === lost ? false : null };
    },
  };
}

function twoItemsAndResult(first: string, second: string, result: string): ResultReader {
  return {
    columns: { first, second, result },
    read: (row) => {
      const a = row.text(first);
      const b = row.text(second);
      const problem = pairProblem(a, b);
      if (problem !== null) return problem;
      const said = row.text(result);
      const word = said.toLowerCase();
      if (said === a || (said !== b && FIRST_WON.includes(word)))
        return { winner: a, loser: b, winnerFirst: true };
      if (said === b || SECOND_WON.includes(word)) return { winner: b, loser: a, winnerFirst: false };
      return said === '' ? 'has no result' : `the result "${said}" names neither ${a} nor ${b}`;
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
