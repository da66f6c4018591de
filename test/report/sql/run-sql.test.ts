/** What `cjsim sql` prints and refuses, on the world of lower5. */
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/cj/errors.js';
import { runSql } from '../../../src/report/sql/run-sql.js';
import type { RowStyle } from '../../../src/report/sql/show-rows.js';
import { storedRun } from '../stored.js';

const { driver } = storedRun('lower5').store;

function printed(text: string, style: RowStyle = 'aligned', write = false): string {
  return runSql(driver, text, { style, write, version: '9.9.9' });
}

/** Message, place and way out of what is refused. */
function refusal(text: string, write = false): string {
  try {
    return printed(text, 'aligned', write);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.message, error.where ?? '–', error.fix ?? '–'].join(' | ');
  }
}

test('numbers stand to the right, texts to the left, heads in the middle, and the rows are counted', () => {
  expect(printed("select 7 as number, 'abcdef' as t, null as n union all select 12, 'b', null")).toBe(
    ' number |   t    | n\n--------+--------+---\n      7 | abcdef |\n     12 | b      |\n(2 rows)\n',
  );
  expect(printed('select 1 as a where 0')).toBe(' a\n---\n(0 rows)\n');
  expect(printed('select 1 as a where 0', 'expanded')).toBe('(0 rows)\n');
  expect(printed("select 1 as a, 'x' as long union all select 2, 'y'", 'expanded')).toBe(
    '-[ RECORD 1 ]\na    | 1\nlong | x\n-[ RECORD 2 ]\na    | 2\nlong | y\n',
  );
  expect(printed('select 1 as a, \'x, "y"\' as b', 'csv')).toBe('a,b\n1,"x, ""y"""\n');
});

test('casts are dropped outside literals, and functions of PostgreSQL are there', () => {
  expect(printed("select '1::text' as c, 2::numeric(10, 2)::text[] as d", 'csv')).toBe('c,d\n1::text,2\n');
  expect(printed('select version() as v', 'csv')).toBe('v\ncjsim 9.9.9 on SQLite\n');
  expect(printed(`select jsonb_pretty('{"a":[1]}') as p, jsonb_pretty(null) as q`, 'json')).toBe(
    `${JSON.stringify([{ p: '{\n    "a": [\n        1\n    ]\n}', q: null }], null, 2)}\n`,
  );
  const list = "(select 'b' as x union all select 'c d' union all select null union all select 'b')";
  expect(printed(`select array_agg(x) as every, array_agg(distinct x) as each from ${list}`, 'csv')).toBe(
    'every,each\n"{b,""c d"",NULL,b}","{b,""c d"",NULL}"\n',
  );
});

test('backslash commands are lines, and list tables and columns', () => {
  expect(printed('\\dt event*;\n \\dt event_outbox')).toBe(
    ` Schema |     Name     | Type  | Owner
--------+--------------+-------+-------
 public | event_outbox | table | cjsim
(1 row)
`.repeat(2),
  );
  expect(printed('\\d')).toBe(printed('\\dt'));
  expect(printed('\\dt')).not.toContain('sqlite_');
  expect(printed('\\d cj_batch_uploads', 'csv').split('\n').slice(0, 3)).toEqual([
    'Column,Type,Nullable,Default',
    'id,INTEGER,,',
    'bos_batch_id,TEXT,not null,',
  ]);
});

test('statements are split at semicolons outside literals and comments', () => {
  const text = `select ';' as a; -- one; more
    select 2 as "b;" /* not; here */ ; select '--' as c
    -- the end;
    \\dt event_outbox
    select 4 as d`;
  const heads = printed(text, 'csv').match(/^[a-zA-Z;",]+$/gm);
  expect(heads).toEqual(['a', ';', 'b;', 'c', 'Schema,Name,Type,Owner', 'd']);
});

describe('refused is, with where and what to do,', () => {
  test.each<readonly [what: string, text: string, says: string]>([
    [
      'nothing',
      ' ; -- nothing;\n',
      'There is no SQL statement | – | Give one, as in cjsim sql "SELECT COUNT(*) FROM cj_batch_uploads"',
    ],
    ['a backslash command', '\\x on', '\\x is not known here | – | Use \\dt, \\d TABLE, or SQL'],
    [
      'a transaction',
      'begin',
      'BEGIN has no place here: all statements of a call are one transaction | – | Leave it out',
    ],
    ['a table', '\\d nothing', 'There is no table nothing | – | cjsim sql "\\dt" lists the tables'],
    [
      'a change',
      'delete from event_outbox',
      'The statement would change the world | – | Add --write, with --db FILE',
    ],
    [
      'a mistake, on one line',
      'select x\nfrom event_outbox',
      'SQL: no such column: x | select x from event_outbox | cjsim sql "\\dt" lists the tables, and "\\d TABLE" their columns',
    ],
    [
      'a function of PostgreSQL',
      'select to_char(1)',
      'SQL: no such function: to_char | select to_char(1) | The functions are those of SQLite, such as datetime() and json_extract()',
    ],
    [
      'a long mistake, by its beginning',
      `select ${'x'.repeat(60)}`,
      `SQL: no such column: ${'x'.repeat(60)} | select ${'x'.repeat(53)}… | cjsim sql "\\dt" lists the tables, and "\\d TABLE" their columns`,
    ],
    [
      'one of several',
      'select 1; select x; select 2',
      'SQL: no such column: x | Statement 2 of 3, select x | Nothing of the others is shown. cjsim sql "\\dt" lists the tables, and "\\d TABLE" their columns',
    ],
  ])('%s', (_what, text, says) => {
    expect(refusal(text)).toBe(says);
  });
});

test('what is written is counted, and seen by the statements behind it', () => {
  const count = 'select count(*) as n from event_outbox';
  expect(printed(`${count}; delete from event_outbox where id = 1; ${count}`, 'csv', true)).toBe(
    'n\n2\nDELETE 1\nn\n1\n',
  );
  expect(refusal('delete from event_outbox where id = 9; begin', true)).toBe(
    'BEGIN has no place here: all statements of a call are one transaction | Statement 2 of 2 | What the others changed is taken back. Leave it out',
  );
});

test('a definition is answered by what it defines, as in psql', () => {
  const text = `create table x (a); create unique index on_x on x (a); insert into x values (1), (2);
    alter table x rename a to b; drop table x`;
  expect(printed(text, 'aligned', true)).toBe(
    'CREATE TABLE\nCREATE INDEX\nINSERT 2\nALTER TABLE\nDROP TABLE\n',
  );
});

test('a comment between two statements is none', () => {
  expect(printed('select 1 as a; -- not yet\n; /* nor; */ ; select 2 as b;', 'csv')).toBe('a\n1\nb\n2\n');
});
