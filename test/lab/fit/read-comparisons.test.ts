import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import { fit } from '../../../src/lab/fit/fit.js';
import { fitJson } from '../../../src/lab/fit/fit-json.js';
import { rowText } from '../../../src/lab/fit/fit-text.js';
import { type ReadComparisons, readComparisons } from '../../../src/lab/fit/read-comparisons.js';

const root = mkdtempSync(join(tmpdir(), 'cjsim-read-'));
const path = join(root, 'c.csv');
afterAll(() => rmSync(root, { recursive: true, force: true }));

function read(text: string): ReadComparisons {
  writeFileSync(path, text);
  return readComparisons(path);
}

/** `a>b` for each decision, with + where the winner was shown first and − where the loser was. */
function decisions(text: string): string {
  const { table } = read(text);
  return table.decisions
    .map(({ winner, loser, winnerFirst }) => {
      const sign = winnerFirst === null ? '' : winnerFirst ? '+' : '-';
      return `${table.items[winner]}>${table.items[loser]}${sign}`;
    })
    .join(' ');
}

function leftOut(text: string): readonly string[] {
  return read(text).impossible.map(({ where, problem }) => `${where.slice(path.length + 1)}: ${problem}`);
}

function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return `${error.where?.replace(`${root}/`, '')}: ${error.message}`;
    throw error;
  }
  return '';
}

describe('numbers in a column of results mean what the whole column says', () => {
  test.each([
    ['1 and 0', '1\n0\n', 'A>B+ B>A-', []],
    ['1.00 and 0.00', '1.00\n0.00\n', 'A>B+ B>A-', []],
    ['1 and −1', '1\n-1\n', 'A>B+ B>A-', []],
    ['−1, 0 and 1', '-1\n0\n1\n', 'B>A- A>B+', ['3: is a tie of A and B, which no estimator here takes']],
    ['0, 1 and 2', '0\n1\n2\n', 'A>B+ B>A-', ['2: is a tie of A and B, which no estimator here takes']],
    ['1 and 2', '2\n1\n', 'B>A- A>B+', []],
  ])('%s', (_name, results, won, ties) => {
    const text = `item1,item2,score\n${results.replaceAll(/^(?=.)/gm, 'A,B,')}`;
    expect(decisions(text)).toBe(won);
    expect(leftOut(text)).toEqual(ties);
  });

  test.each([
    ['A,B,0\nA,B,2\n', 'The numbers in score are 0, 2, which does not tell wins, losses and ties apart.'],
    [
      'A,B,-1\nA,B,2\nA,B,1\n',
      'The numbers in score are -1, 1, 2, which does not tell wins, losses and ties apart.',
    ],
  ])('%j is refused', (rows, expected) => {
    expect(complaint(`item1,item2,score\n${rows}`)).toBe(`c.csv:1: ${expected}`);
  });

  test('ids that are numbers stay names, with 0 for none of the two', () => {
    expect(decisions('ID1,ID2,better_id\n1,2,1\n2,3,3\n3,1,3\n')).toBe('1>2+ 3>2- 3>1+');
    expect(leftOut('ID1,ID2,better_id\n1,2,1\n2,3,0\n3,4,4\n2,4,4\n')).toHaveLength(1);
  });
});

describe('results and columns of common tools', () => {
  test.each([
    ['the name of the column', 'item_a,item_b,winner\nx,y,item_a\nx,y,item_b\n', 'x>y+ y>x-'],
    ['win and loss', 'item1,item2,result\nx,y,win\nx,y,loss\n', 'x>y+ y>x-'],
    [
      'Comproved',
      'Assessor,Left representation,Right representation,Selected representation\nj,x,y,leftrepresentation\nj,x,y,y\n',
      'x>y+ y>x-',
    ],
    ['options', 'option_a,option_b,selected,voter\nx,y,x,v\nx,y,y,v\n', 'x>y+ y>x-'],
    ['players', 'player_a,player_b,result\nx,y,1\nx,y,0\n', 'x>y+ y>x-'],
    ['win and lose', 'win,lose\nx,y\ny,x\n', 'x>y y>x'],
    ['crowd-kit', 'worker,left,right,label\nw,x,y,x\nw,x,y,y\n', 'x>y+ y>x-'],
    [
      'the CJ Research Consortium',
      'participant_id,choice_id1,choice_id2,winner_id,choice1_text\nP01,7,8,7,\nP01,7,8,8,\n',
      '7>8+ 8>7-',
    ],
    ["the service's callbacks", 'essay_a_id,essay_b_id,winner\nx,y,essay_a\nx,y,Essay B\n', 'x>y+ y>x-'],
    ['BradleyTerryScalable', 'player1,player2,outcome\nx,y,W1\nx,y,W2\nx,y,D\n', 'x>y+ y>x-'],
    ['football of BradleyTerry2', 'season,home,away,result\n,x,y,1\n,x,y,-1\n,x,y,0\n', 'x>y+ y>x-'],
    ['EloRating', 'Date,winner,loser,Draw\n,x,y,FALSE\n,y,x,TRUE\n', 'x>y'],
    ['a table of R', 'winner,loser,Freq\nx,x,0\ny,x,1\nx,y,2\ny,y,0\n', 'y>x x>y x>y'],
    [
      'LMSYS, a column for each outcome',
      'model_a,model_b,winner_model_a,winner_model_b\nx,y,1,0\nx,y,0,1\n',
      'x>y y>x',
    ],
  ])('%s', (_name, text, expected) => {
    expect(decisions(text)).toBe(expected);
  });

  test('who does the judging in other words is a judge', () => {
    expect(read('worker,left,right,label\nw,x,y,x\n').table.judges).toEqual(['w']);
    expect(read('participant_id,choice_id1,choice_id2,winner_id\nP,1,2,2\n').table.judges).toEqual(['P']);
  });

  test('a row that says that it was a draw is a tie', () => {
    expect(leftOut('winner,loser,draw\nx,y,\nx,y,1\ny,x,maybe\n')).toEqual([
      '3: is a tie of x and y, which no estimator here takes',
      '4: draw is "maybe", neither true nor false',
    ]);
  });

  test.each(['tie', 'tie (bothbad)', 'bothbad', '0.5'])('%s is a tie', (word) => {
    expect(leftOut(`model_a,model_b,winner\nx,y,model_a\ny,x,${word}\n`)).toEqual([
      '3: is a tie of y and x, which no estimator here takes',
    ]);
  });
});

test('an item of other rows is no winner of this one, although its id could be a code', () => {
  const text = 'item1,item2,winner,first_shown\nA,B,A,A\nB,C,A,B\nC,D,C,A\nD,A,D,D\n';
  expect(decisions(text)).toBe('A>B+ C>D D>A+');
  expect(leftOut(text)).toEqual([
    '3: the result "A" names neither B nor C; right would be one of these ids, or tie',
  ]);
  expect(read(text).unordered.map(({ problem }) => problem)).toEqual(['first_shown is "A", neither C nor D']);
});

describe('who was shown first', () => {
  test.each([
    ['item1,item2,score,first_shown\nx,y,1,y\nx,y,1,x\nx,y,0,y\n', 'x>y- x>y+ y>x+', 'shown'],
    ['item1,item2,score,first_shown\nx,y,1,right\nx,y,1,Left\nx,y,0,\n', 'x>y- x>y+ y>x', 'shown'],
    ['item1,item2,winner,first_shown\nx,y,x,2\nx,y,y,1\n', 'x>y- y>x-', 'shown'],
    ['item1,item2,winner,first_shown\n2,1,2,2\n3,1,3,1\n3,2,3,3\n', '2>1+ 3>1- 3>2+', 'shown'],
    ['winner,loser,first_shown\nx,y,Y\nx,y,winner\n', 'x>y- x>y+', 'shown'],
    ['left,right,winner\nx,y,y\n', 'y>x-', 'shown'],
    ['item1,item2,winner\nx,y,y\n', 'y>x-', 'listed'],
    ['winner,loser\nx,y\n', 'x>y', undefined],
  ])('%j', (text, expected, order) => {
    expect(decisions(text)).toBe(expected);
    expect(read(text).table.order).toBe(order);
  });

  test('rows that show another item first are kept and named', () => {
    const { table, ...rest } = read('winner,loser,first_shown\na,b,a\na,b,c\na,b,left\n');
    expect(table.decisions.map(({ winnerFirst }) => winnerFirst)).toEqual([true, null, null]);
    expect(rowText(rest, 200).split('\n')).toEqual([
      'Columns read: winner, loser, first shown from first_shown.',
      '2 rows kept without the order:',
      `  ${path}:3: first_shown is "c", neither a nor b`,
      `  ${path}:4: first_shown is "left", neither a nor b`,
    ]);
    expect(fitJson(fit(table), 'btm', rest).rows).toMatchObject({
      unordered: rest.unordered,
      order: 'shown',
    });
  });

  test('columns that are read and those that are not are told', () => {
    const { table, ...rest } = read('Chosen,Not Chosen,Assessor,left,comment,speed\na,b,x,a,good,2\n');
    expect(rowText(rest, 200)).toBe(
      'Columns read: winner from chosen, loser from not chosen, first shown from left, judge from assessor; not read: comment, speed.',
    );
    expect(fitJson(fit(table), 'btm', rest).rows.unread).toEqual(['comment', 'speed']);
    const many = Array.from({ length: 12 }, (_, k) => `x${k}`);
    const { unread } = read(`winner,loser,${many}\na,b,${many}\n`);
    expect(rowText({ ...rest, unread }, 200)).toContain(
      'not read: x0, x1, x2, x3, x4, x5, x6, x7, x8, x9 and 2 more.',
    );
  });

  test('ids that are longer than the line are cut, and stay apart', () => {
    const [one, other] = ['1', '2'].map((end) => 'x'.repeat(90) + end);
    const { table: _, ...rest } = read(
      `winner,loser,judge\n${one},${other},j\n${one},${other},j\n${one},${one},j\n`,
    );
    const lines = rowText({ ...rest, impossible: [], unordered: [] }, 60).split('\n');
    expect(lines.filter((line) => line.length > 60 && !line.includes(path))).toEqual([]);
    const cut = `${'x'.repeat(28)}…${'x'.repeat(28)}`;
    expect(lines.slice(-3)).toEqual([`  ${cut}1`, '  over', `  ${cut}2`]);
  });

  test('1 beside 0 is not the first of two', () => {
    expect(read('item1,item2,winner,first_shown\nx,y,x,1\nx,y,y,0\n').unordered).toHaveLength(2);
  });
});

test('items of rows that are left out are without comparison, and the others alone are called comparable', () => {
  const { table } = read('item1,item2,score\nA,B,1\nA,B,0\nZ,A,0.5\nQ,,1\nB,Y,\n');
  expect(table.items).toEqual(['A', 'B']);
  const { connectivity: found } = fit(table);
  expect(found).toMatchObject({ items: 2, without_comparison: ['Z', 'Q', 'Y'] });
  expect(found.words.slice(1)).toEqual([
    'A chain of wins leads from every compared item to every other: their scores are comparable.',
    'Without any usable comparison: Z, Q, Y.',
  ]);
});

describe('counts of wins', () => {
  test('a row without a win is named, and so are its items', () => {
    const text = 'player1,player2,win1,win2\nA,B,0,0\nA,C,1,1\nA,C,x,1\n';
    expect(leftOut(text)).toEqual([
      '2: counts no win of A or B',
      '4: win1 is "x", which is no number of wins: that is a whole number from 0',
    ]);
    expect(read(text).table.uncompared).toEqual(['B']);
  });

  test('a row that is there 0 times says nothing of its items, not even that they are the same', () => {
    const text = 'winner,loser,freq\na,a,0\na,b,"1,0"\nb,a,\nc,a,0\nb,b,2\na,b,-1\n';
    expect(leftOut(text)).toEqual([
      '6: compares b with itself',
      '7: freq is "-1", which is no number of wins: that is a whole number from 0',
    ]);
    expect(read(text).table).toMatchObject({ items: ['a', 'b'], uncompared: ['c'] });
    expect(complaint('winner,loser,freq\na,b,0\n')).toBe('c.csv:1: No row counts a win.');
  });

  test('more than a million are refused at their line', () => {
    expect(complaint('winner,loser,freq\nA,B,600000\nB,A,400001\n')).toContain('come to 1000001 wins');
    expect(complaint('player1,player2,win1,win2\nA,B,600000,0\nB,A,400000,1\n')).toBe(
      'c.csv:3: The counts come to 1000001 wins with this row; at most 1000000 comparisons are taken.',
    );
  });
});

describe('a file that cannot be used is refused with what it has', () => {
  test.each([
    [
      '\nwiner,loser\na,b\n',
      'c.csv:2: No pair of columns says who won: there are winer, loser; did you mean winner?',
    ],
    ['winner loser\na b\n', 'c.csv:1: No pair of columns says who won: the only column is winner loser.'],
    [
      'essay_a,essay_b,verdict\nx,y,x\n',
      'c.csv:1: essay_a and essay_b name two items, and no column says who won: there are essay_a, essay_b, verdict.',
    ],
    [
      'text_a,text_b,preferred\nx,y,x\n',
      'c.csv:1: preferred may say who won, and no two columns name the items: there are text_a, text_b, preferred.',
    ],
    [
      'row,col,win,loss,tie\n1,2,3,2,0\n',
      'c.csv:1: The columns win and loss hold nothing but numbers, and so may be ids or numbers of wins.',
    ],
    ['winner,loser\n', 'c.csv:1: There is no row below the names of the columns.'],
    ['winner,loser\na,a\n', 'c.csv:2: The only row cannot be used: compares a with itself.'],
    [
      'winner,loser\na,a\nb,\n',
      'c.csv:2: None of the 2 rows can be used; the first: compares a with itself.',
    ],
    [
      'item1,item2,score\nA,B,7\n',
      'c.csv:2: The only row cannot be used: the result "7" names neither A nor B; right would be 1 for item1, 0 for item2, 0.5 for a tie, or the winner\'s id.',
    ],
    ['winner,loser\n1,a,b\n2,b,a\n', 'c.csv:2: This is not valid CSV: the row has 3 cells, the header 2.'],
  ])('%j', (text, expected) => {
    expect(complaint(text)).toBe(expected);
  });
});

test('rows that differ in their order alone repeat nothing, with a time or without', () => {
  const rows = (text: string) => read(text).duplicates.map(({ where }) => where.slice(path.length + 1));
  expect(rows('winner,loser,judge,order\na,b,j,1\na,b,j,2\na,b,j,2\n')).toEqual(['4']);
  expect(rows('winner,loser,judge,time,order\na,b,j,1,1\na,b,j,1,2\n')).toEqual([]);
  expect(read('winner,loser,time,order\na,b,1,1\n').columns).toMatchObject({ time: 'time', order: 'order' });
});

test('ids lose the spaces around them, quoted or not, and what could steer a terminal', () => {
  const { items } = read('winner;loser\n"A ";B\nB;"A"\n"A\nA";"\u001b[2JC"\n').table;
  expect(items).toEqual(['A', 'B', 'A A', '\\u001b[2JC']);
});
