import { expect, test } from 'vitest';
import { cellWidth } from '../../src/report/cell-width.js';
import { PLAIN } from '../../src/report/style.js';
import { viewTable } from '../../src/report/view-table.js';

const rows = [1, 2].map((batch) => ({
  batch,
  bos_batch_id: `1913cbd${batch}-0000-4000-8000-000000000000`,
  state: 'COMPLETED',
  essay: `an-essay-with-a-long-name-${batch}`,
  score: batch / 3,
  at: `2025-11-16T02:54:0${batch}.000Z`,
}));

test('a table that fits is whole', () => {
  expect(viewTable(rows, PLAIN, 160)).toBe(`\
batch  bos batch id                          state      essay                        score  at
    1  1913cbd1-0000-4000-8000-000000000000  COMPLETED  an-essay-with-a-long-name-1  0.333  2025-11-16T02:54:01.000Z
    2  1913cbd2-0000-4000-8000-000000000000  COMPLETED  an-essay-with-a-long-name-2  0.667  2025-11-16T02:54:02.000Z
`);
});

test('a table that is a little too wide loses days and the ends of uuids', () => {
  expect(viewTable(rows, PLAIN, 80)).toBe(`\
batch  bos batch id  state      essay                        score  at
    1  1913cbd1…     COMPLETED  an-essay-with-a-long-name-1  0.333  02:54:01.000
    2  1913cbd2…     COMPLETED  an-essay-with-a-long-name-2  0.667  02:54:02.000
`);
});

test('then what is the same in all rows is said once, and long texts are cut', () => {
  expect(viewTable(rows, PLAIN, 60)).toBe(`\
In all rows shown: state COMPLETED
batch  bos batch id  essay               score  at
    1  1913cbd1…     an-essay-with-a-l…  0.333  02:54:01.000
    2  1913cbd2…     an-essay-with-a-l…  0.667  02:54:02.000
`);
});

test('at last columns are left out and named', () => {
  const many = [1, 2, 3].flatMap((batch) => rows.map((row) => ({ ...row, batch })));
  expect(viewTable(many, PLAIN, 44).split('\n').slice(0, 4).join('\n')).toBe(`\
In all rows shown: state COMPLETED
Not shown at this width: at (--json has all)
batch  bos batch id  essay             score
    1  1913cbd1…     an-essay-with-a…  0.333`);
});

test('columns that can be spared are left out first, no more of them than needed', () => {
  const many = [1, 2, 3].flatMap((batch) =>
    rows.map(({ essay, ...row }) => ({ ...row, batch, more: essay })),
  );
  const head = (width: number, spare: readonly string[]) =>
    viewTable(many, PLAIN, width, spare).split('\n').slice(0, 3);
  expect(head(72, ['none', 'at', 'score'])).toEqual([
    'In all rows shown: state COMPLETED',
    'batch  bos batch id  score  at            more',
    '    1  1913cbd1…     0.333  02:54:01.000  an-essay-with-a-long-name-1',
  ]);
  expect(head(60, ['none', 'at', 'score'])).toEqual([
    'In all rows shown: state COMPLETED',
    'Not shown at this width: at (--json has all)',
    'batch  bos batch id  score  more',
  ]);
  expect(head(40, ['score'])).toEqual([
    'In all rows shown: state COMPLETED',
    'Not shown at this width: more, score',
    '(--json has all)',
  ]);
});

test('texts of wide letters are cut to the columns that there are', () => {
  const essays = Array.from({ length: 6 }, (_, n) => ({ essay: `${'作文'.repeat(20)}${n}`, batch: n }));
  const lines = viewTable(essays, PLAIN, 40).split('\n');
  expect(lines.map(cellWidth)).toEqual([40, ...essays.map(() => 40), 0]);
});

test('of a few rows nothing is left out: their values are listed', () => {
  expect(viewTable(rows.slice(0, 1), PLAIN, 44)).toBe(`\
batch 1, bos batch id
  1913cbd1-0000-4000-8000-000000000000,
  state COMPLETED, essay
  an-essay-with-a-long-name-1, score 0.333,
  at 2025-11-16T02:54:01.000Z
`);
});

test.each([
  ['student-01', 10],
  ['Åsa', 3],
  ['A\u030asa', 3],
  ['作文', 4],
  ['🎓 1', 4],
  ['\u001b[1mbold\u001b[22m', 4],
] as const)('%j takes %i columns of a terminal', (text, width) => {
  expect(cellWidth(text)).toBe(width);
});

test('of few rows as lists, what is empty is not named', () => {
  const few = rows.map((row, at) => ({
    ...row,
    grade: at === 0 ? '' : 'C',
    confidence: at === 0 ? 'HIGH' : '',
  }));
  expect(viewTable(few, PLAIN, 40)).toBe(`\
batch 1, bos batch id
  1913cbd1-0000-4000-8000-000000000000,
  state COMPLETED, essay
  an-essay-with-a-long-name-1, score
  0.333, at 2025-11-16T02:54:01.000Z,
  confidence HIGH
batch 2, bos batch id
  1913cbd2-0000-4000-8000-000000000000,
  state COMPLETED, essay
  an-essay-with-a-long-name-2, score
  0.667, at 2025-11-16T02:54:02.000Z,
  grade C
`);
});
