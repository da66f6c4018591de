/** A text file, with every way in which reading it can fail as a UserError that names the file. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { errorCode } from '../cj/error-code.js';
import { UserError } from '../cj/errors.js';
import { SQLITE_START } from '../store/application-id.js';

/** Of .xlsx, .ods and .docx too. */
const ZIP_START = 'PK\u0003\u0004';
const MEGABYTE = 1024 * 1024;

/** UTF-8 without byte order mark, lines ended by \n; a UserError for one of `megabytes` and more. */
export function readText(path: string, where = path, megabytes = 10): string {
  const bytes = readBytes(path, where, megabytes);
  if (!isUtf8(bytes)) {
    const [is, fix] = otherThanText(bytes.toString('latin1', 0, SQLITE_START.length));
    throw new UserError({ code: 'not_utf8', message: `${path} is ${is}.`, fix, where });
  }
  return new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
}

/** What a file is, by its first bytes, and what to do. */
function otherThanText(start: string): readonly [is: string, fix: string] {
  if (start === SQLITE_START) return ['a database, not a text', 'Give a text file.'];
  if (start.startsWith(ZIP_START))
    return [
      'a packed file such as a spreadsheet or a document, not a text',
      'Save it as text; a table as CSV.',
    ];
  return ['not UTF-8 text', 'Save it as UTF-8.'];
}

function readBytes(path: string, where: string, megabytes: number): Buffer {
  try {
    const { size } = statSync(path);
    const most = megabytes * MEGABYTE;
    if (size >= most) {
      throw new UserError({
        code: 'file_too_large',
        message: `${path} has ${size} bytes; a text must have less than ${megabytes} MB (${most} bytes).`,
        where,
      });
    }
    return readFileSync(path);
  } catch (error) {
    throw error instanceof UserError ? error : unreadable(path, where, error);
  }
}

/** What the system said when a file or folder could not be read. */
export function unreadable(path: string, where: string, error: unknown): UserError {
  const code = errorCode(error);
  const reason = REASONS[code] ?? `cannot be read${code === '' ? '' : ` (${code})`}`;
  return new UserError({ code: 'unreadable', message: `${path} ${reason}.`, where });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'is a file, not a folder',
  ENAMETOOLONG: 'is longer than the system allows',
  ELOOP: 'is a link that leads to itself',
  ERR_INVALID_ARG_VALUE: 'is no path',
};
