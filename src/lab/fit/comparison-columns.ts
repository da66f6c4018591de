/** How the field's tools name the columns of a table of comparisons. */
import type { CsvTable } from '../../files/csv-table.js';

/** Letters and digits alone, lower case. Sources: cjsim, No More Marking and the open sessions of Kinnear et al., EloChoice, Comproved. */
export const WINNER = [
  'winner',
  'candidatechosen',
  'chosen',
  'won',
  'winnerid',
  'betterid',
  'preferred',
  'selected',
];
export const LOSER = [
  'loser',
  'candidatenotchosen',
  'notchosen',
  'lost',
  'loserid',
  'rejected',
  'notselected',
];
/** sirt::btm (id1, id2, result), pairwiseLLM (ID1, ID2, better_id), BradleyTerry2, LMSYS (model_a, model_b, winner). */
export const FIRST = [
  'essayaelsid',
  'essaya',
  'item1',
  'id1',
  'representation1',
  'left',
  'leftrepresentation',
  'player1',
  'hometeam',
  'modela',
  'itema',
  'a',
  'first',
];
export const SECOND = [
  'essaybelsid',
  'essayb',
  'item2',
  'id2',
  'representation2',
  'right',
  'rightrepresentation',
  'player2',
  'awayteam',
  'modelb',
  'itemb',
  'b',
  'second',
];
export const RESULT = [
  'winner',
  'score',
  'result',
  'betterid',
  'outcome',
  'win',
  'response',
  'preferred',
  'choice',
  'chosen',
  'selected',
  'selectedposition',
];
/** Counts of a pair in one row, as BradleyTerry2 has them (win1, win2; home.wins, away.wins). */
export const FIRST_WINS = ['win1', 'wins1', 'homewins'];
export const SECOND_WINS = ['win2', 'wins2', 'awaywins'];
export const JUDGE = [
  'judge',
  'judgeid',
  'judgename',
  'assessor',
  'assessorid',
  'rater',
  'annotator',
  'user',
  'reviewer',
];
export const SHOWN_FIRST = ['firstshown', 'shownfirst', 'left', 'candidateleft', 'first'];
export const TIME = [
  'time',
  'timestamp',
  'localtimestamp',
  'createdat',
  'submittedat',
  'completedat',
  'date',
  'order',
];

/** Whatever stands between the words of a name: spaces, dots, underscores, capitals. */
export function columnAmong({ columns }: CsvTable, names: readonly string[]): string | null {
  const plain = columns.map((column) => column.replaceAll(/[^a-z0-9]/g, ''));
  const found = names.find((name) => plain.includes(name));
  return found === undefined ? null : (columns[plain.indexOf(found)] ?? null);
}
