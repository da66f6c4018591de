/** Runs the statements of a text on a world's database, as psql would. Read-only unless writing is asked for. */
import { UserError } from '../../cj/errors.js';
import { onOneLine } from '../../cj/on-one-line.js';
import { type Driver, inTransaction } from '../../store/driver.js';
import { backslashQuery, columnName, registerFunctions, translated } from './postgres-dialect.js';
import { type RowStyle, showRows } from './show-rows.js';
import { splitStatements } from './split-statements.js';

/** Characters of a statement that an error quotes. */
const LONGEST_STATEMENT = 60;

export interface SqlOptions {
  readonly style: RowStyle;
  readonly write: boolean;
  /** What `version()` says. */
  readonly version: string;
}

/** What the statements print. All or nothing: one that fails takes the others back. */
export function runSql(driver: Driver, text: string, options: SqlOptions): string {
  registerFunctions(driver, options.version);
  const statements = splitStatements(text);
  if (statements.length === 0) throw noStatement();
  const runAll = () =>
    statements
      .map((statement, index) => {
        try {
          return runStatement(driver, statement, options);
        } catch (error) {
          throw error instanceof UserError && statements.length > 1
            ? oneOfSeveral(error, `Statement ${index + 1} of ${statements.length}`, options)
            : error;
        }
      })
      .join('');
  return options.write ? inTransaction(driver, runAll) : runAll();
}

export function noStatement(): UserError {
  return new UserError({
    code: 'no_statement',
    message: 'There is no SQL statement',
    fix: 'Give one, as in cjsim sql "SELECT COUNT(*) FROM cj_batch_uploads"',
  });
}

/** A later statement may need what an earlier one makes, so that none can be checked before all of them are run. */
function oneOfSeveral(
  { code, message, where, fix }: UserError,
  which: string,
  { write }: SqlOptions,
): UserError {
  const others = write ? 'What the others changed is taken back' : 'Nothing of the others is shown';
  return new UserError({
    code,
    message,
    where: where === undefined ? which : `${which}, ${where}`,
    fix: fix === undefined ? others : `${others}. ${fix}`,
  });
}

function runStatement(driver: Driver, statement: string, { style, write }: SqlOptions): string {
  const sql = statement.startsWith('\\') ? backslashQuery(statement) : translated(statement);
  if (sql === null) {
    throw new UserError({
      code: 'unknown_backslash',
      message: `${statement.split(/\s/)[0]} is not known here`,
      fix: 'Use \\dt, \\d TABLE, or SQL',
    });
  }
  if (/^\s*(begin|commit|end|rollback|savepoint|release)\b/i.test(sql)) {
    throw new UserError({
      code: 'own_transaction',
      message: `${verb(statement)} has no place here: all statements of a call are one transaction`,
      fix: 'Leave it out',
    });
  }
  try {
    const prepared = driver.prepare(sql);
    if (prepared.columns === null) {
      if (!write) throw readOnly();
      return `${commandTag(statement, prepared.run().changes)}\n`;
    }
    const rows = prepared.exact();
    if (rows.length === 0 && /^\\d\s+\S/.test(statement)) throw unknownTable(statement.slice(2).trim());
    return showRows(rows, prepared.columns.map(columnName), style);
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof Error && /readonly database/.test(error.message)) throw write ? error : readOnly();
    const message = error instanceof Error ? error.message : String(error);
    throw new UserError({
      code: 'sql_failed',
      message: `SQL: ${message}`,
      where: onOneLine(statement, LONGEST_STATEMENT),
      fix: message.startsWith('no such function')
        ? 'The functions are those of SQLite, such as datetime() and json_extract()'
        : 'cjsim sql "\\dt" lists the tables, and "\\d TABLE" their columns',
    });
  }
}

function readOnly(): UserError {
  return new UserError({
    code: 'read_only',
    message: 'The statement would change the world',
    fix: 'Add --write, with --db FILE',
  });
}

function unknownTable(name: string): UserError {
  return new UserError({
    code: 'unknown_table',
    message: `There is no table ${name}`,
    fix: 'cjsim sql "\\dt" lists the tables',
  });
}

const DEFINITION = /^\s*(create|drop|alter)\b.*?\b(table|index|view|trigger)\b/is;

/** What psql answers: `DROP TABLE`, `UPDATE 3`. */
function commandTag(statement: string, changes: number): string {
  const [, word, object] = DEFINITION.exec(statement) ?? [];
  return object === undefined ? `${verb(statement)} ${changes}` : `${word} ${object}`.toUpperCase();
}

function verb(statement: string): string {
  return (/^\s*(\w+)/.exec(statement)?.[1] ?? 'OK').toUpperCase();
}
