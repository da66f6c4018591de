/** How a cjsim database is told from any other SQLite file, and the error for one that is not ours. */
import { UserError } from '../cj/errors.js';

/** What every SQLite file begins with, before a zero byte. */
export const SQLITE_START = 'SQLite format 3';

/** `PRAGMA application_id` of every cjsim database: the letters "cjsm". */
export const APPLICATION_ID = 0x636a736d;

/** What stands where a database is expected. */
export type Found = 'folder' | 'device' | 'trace' | 'other';

const FOUND: Readonly<Record<Found, string>> = {
  folder: 'a folder and ',
  device: 'a device or a pipe and ',
  trace: 'a trace and ',
  other: '',
};

export function foreignDatabase(where: string, found: Found = 'other', isToRead = false): UserError {
  return new UserError({
    code: 'foreign_database',
    message: `${where} is ${FOUND[found]}no cjsim database; it was left as it is`,
    fix:
      found === 'trace'
        ? 'cjsim replay and cjsim fork read traces; give the file of cjsim run … --db FILE'
        : isToRead
          ? `Give the file of cjsim run … --db FILE${found === 'folder' ? '; for a case that cjsim fuzz kept, cjsim run FOLDER/scenario.yaml --db FILE writes one' : ''}`
          : 'Name a file that does not exist yet, or one that cjsim wrote',
    where,
  });
}

/** In the first bytes of a file, as Latin-1, after a byte order mark if it has one. */
export const TRACE_BEGINS = /^(\u00ef\u00bb\u00bf)?\{"trace_version":/;
