/** How a cjsim database is told from any other SQLite file, and the error for one that is not ours. */
import { UserError } from '../cj/errors.js';

/** `PRAGMA application_id` of every cjsim database: the letters "cjsm". */
export const APPLICATION_ID = 0x636a736d;

export function foreignDatabase(where: string): UserError {
  return new UserError({
    code: 'foreign_database',
    message: `${where} is no cjsim database; it was left as it is`,
    fix: 'Name a file that does not exist yet, or one that cjsim wrote',
    where,
  });
}
