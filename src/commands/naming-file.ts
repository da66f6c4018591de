/** What goes wrong with one file is told with the name of the file, and with what the user does next. */
import { basename } from 'node:path';
import { errorCode } from '../cj/error-code.js';
import { RunFailed, UserError } from '../cj/errors.js';
import { mayNotWrite, usedByAnother, whyUnwritten } from './system-reasons.js';

export const MAKE_ROOM = 'Free space there, then give the same command again';

/** `next`: what is said of a file that can be written no further. */
export async function namingFile<Result>(
  path: string,
  work: () => Result | Promise<Result>,
  next?: () => string,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fileNamed(error, path, next);
  }
}

/** The error as it is told: with the file's name where the fault is the file's, anything else as it was. */
export function fileNamed(error: unknown, path: string, next: () => string = () => MAKE_ROOM): unknown {
  const unwritten = whyUnwritten(error);
  if (unwritten !== null) return new RunFailed(`${unwritten}: ${path} could not be written`, {}, next());
  const inUse = usedByAnother(error, path);
  if (inUse !== null)
    return new UserError({
      code: 'world_in_use',
      message: inUse,
      fix: 'Give the command again when the other has ended',
      where: path,
    });
  const readOnly = mayNotWrite(error, path);
  if (readOnly !== null)
    return new UserError({
      code: 'read_only_file',
      message: readOnly,
      fix: 'Change a copy of it, in a folder that can be written',
      where: path,
    });
  if (!isDamage(error)) return error;
  return new UserError({
    code: 'damaged_database',
    message: `The database ${path} is damaged`,
    fix: `Take a copy from before the damage, or run its scenario again; a copy of a world that was running needs ${basename(path)}-wal beside it`,
    where: path,
  });
}

/** What SQLite finds, and stored JSON that is none. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (errorCode(error) === 'SQLITE_CORRUPT') return true;
  // Somebody dropped it with cjsim sql --write.
  if (/^no such (table|column): /.test(error.message)) return true;
  return error instanceof SyntaxError && error.message.includes('JSON');
}
