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
/** Of winner and loser too, where no two columns name the items of a pair (beside these they say how it ended), and cells are no numbers. */
export const WIN = ['win', 'wins'];
export const LOSE = ['lose', 'loses', 'loss'];
/**
 * sirt::btm (id1, id2, result), pairwiseLLM (ID1, ID2, better_id), BradleyTerry2, LMSYS (model_a, model_b, winner), prefmod, crowd-kit (left,
 * right, label), the service's callbacks (essay_a_id) and the open data of the CJ Research Consortium (choice_id1, choice_id2, winner_id).
 */
export const FIRST = [
  'essayaelsid',
  'essayaid',
  'essaya',
  'item1',
  'id1',
  'representation1',
  'left',
  'leftrepresentation',
  'player1',
  'hometeam',
  'home',
  'modela',
  'itema',
  'repra',
  'optiona',
  'option1',
  'playera',
  'object1',
  'choiceid1',
  'itemi',
  'a',
  'i',
  'first',
];
/** Those of FIRST that say that the item was shown first; essay A of cjsim is. */
export const FIRST_IS_SHOWN_FIRST = [
  'essayaelsid',
  'essayaid',
  'essaya',
  'left',
  'leftrepresentation',
  'choiceid1',
  'first',
];
export const SECOND = [
  'essaybelsid',
  'essaybid',
  'essayb',
  'item2',
  'id2',
  'representation2',
  'right',
  'rightrepresentation',
  'player2',
  'awayteam',
  'away',
  'modelb',
  'itemb',
  'reprb',
  'optionb',
  'option2',
  'playerb',
  'object2',
  'choiceid2',
  'itemj',
  'b',
  'j',
  'second',
];
export const RESULT = [
  'winner',
  'winnerid',
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
  'selectedrepresentation',
  'selecteditem',
  'selectedrepr',
  'label',
  'y',
];
/** EloRating: beside winner and loser whether the contest was undecided, so that they may stand either way. */
export const DRAW = ['draw', 'tie', 'tied'];
/** Of a table of R as data frame (winner, loser, Freq): how often this one beat that one, mostly never. */
export const FREQUENCY = ['freq'];
/** Counts of a pair in one row, as BradleyTerry2 (win1, win2; home.wins, away.wins) and BradleyTerryScalable have them, and LMSYS with 1 and 0. */
export const FIRST_WINS = ['win1', 'wins1', 'homewins', 'item1wins', 'winnermodela'];
export const SECOND_WINS = ['win2', 'wins2', 'awaywins', 'item2wins', 'winnermodelb'];
export const JUDGE = [
  'judge',
  'judgeid',
  'judgename',
  'assessor',
  'assessorid',
  'rater',
  'raterid',
  'annotator',
  'worker',
  'participantid',
  'user',
  'reviewer',
  'voter',
];
export const SHOWN_FIRST = [
  'firstshown',
  'shownfirst',
  'presentedfirst',
  'candidateleft',
  'left',
  'leftrepresentation',
  'first',
];
export const TIME = [
  'time',
  'timestamp',
  'localtimestamp',
  'createdat',
  'submittedat',
  'completedat',
  'date',
];
export const ORDER = ['order', 'trial', 'sequence'];

export function columnAmong({ columns }: Pick<CsvTable, 'columns'>, names: readonly string[]): string | null {
  const plain = columns.map(plainName);
  const found = names.find((name) => plain.includes(name));
  return found === undefined ? null : (columns[plain.indexOf(found)] ?? null);
}

/** Whatever stands between the words of a name: spaces, dots, underscores, capitals. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
