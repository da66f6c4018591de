/** How a cjsim database is told from any other SQLite file, and the error for one that is not ours. */
import { UserError } from '../cj/errors.js';

/** What every SQLite file begins with, before a zero byte. */
export const SQLITE_START = 'SQLite format 3';

/** `PRAGMA application_id` of every cjsim database: the letters "cjsm". */
export const APPLICATION_ID = 0x636a736d;

/** `start`: the first bytes of the file; null for a folder, and undefined where they were not looked at. */
export function foreignDatabase(where: string, start?: string | null, isToRead = false): UserError {
  const isTrace = start?.startsWith(TRACE_START) === true;
  const what = start === null ? 'a folder and ' : isTrace ? 'a trace and ' : '';
  return new UserError({
    code: 'foreign_database',
    message: `${where} is ${what}no cjsim database; it was left as it is`,
    fix: isTrace
      ? 'cjsim replay and cjsim fork read traces; give the file of cjsim run … --db FILE'
      : isToRead
        ? 'Give the file of cjsim run … --db FILE'
        : 'Name a file that does not exist yet, or one that cjsim wrote',
    where,
  });
}

const TRACE_START = '{"trace_version"';
