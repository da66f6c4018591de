import { expect, test } from 'vitest';
import { showRows } from '../../../src/report/sql/show-rows.js';

test('columns stay under one another where characters take two columns or none', () => {
  const rows = [
    ['日本', 'x'],
    ['e\u0301', null],
  ];
  expect(showRows(rows, ['id', 'much'], 'aligned')).toBe(
    '  id  | much\n------+------\n 日本 | x\n e\u0301    |\n(2 rows)\n',
  );
  expect(showRows(rows.slice(0, 1), ['日本', 'id'], 'expanded')).toBe(
    '-[ RECORD 1 ]\n日本 | 日本\nid   | x\n',
  );
});

test('control characters steer no terminal, as in psql; JSON and CSV have them as they are', () => {
  const rows = [['\u001b[2J\r', 'two\nlines']];
  expect(showRows(rows, ['a', 'b'], 'aligned')).toBe(
    '     a     |   b\n-----------+-------\n \\x1B[2J\\r | two\n           | lines\n(1 row)\n',
  );
  expect(showRows(rows, ['a', 'b'], 'json')).toContain('"\\u001b[2J\\r"');
  expect(showRows(rows, ['a', 'b'], 'csv')).toContain('\u001b[2J\r');
});

test('more rows are shown than a call takes arguments', () => {
  const rows = Array.from({ length: 200_000 }, (_, n) => [n]);
  const lines = showRows(rows, ['n'], 'aligned').split('\n');
  expect(lines.slice(-3)).toEqual([' 199999', '(200000 rows)', '']);
});
