/** A text file, with every way in which reading it can fail as a UserError that names the file. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../cj/errors.js';
import { SQLITE_START } from '../store/application-id.js';

const MOST_BYTES = 10 * 1024 * 1024;

/** UTF-8 of less than 10 MB, without byte order mark, lines ended by \n. */
export function readText(path: string, where = path): string {
  const bytes = readBytes(path, where);
  if (!isUtf8(bytes)) {
    const isDatabase = bytes.toString('latin1', 0, SQLITE_START.length) === SQLITE_START;
    throw new UserError({
      code: 'not_utf8',
      message: isDatabase ? `${path} is a database, not a text.` : `${path} is not UTF-8 text.`,
      fix: isDatabase ? 'Give a text file.' : 'Save it as UTF-8.',
      where,
    });
  }
  return new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
}

function readBytes(path: string, where: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size >= MOST_BYTES) {
      throw new UserError({
        code: 'file_too_large',
        message: `${path} has ${size} bytes; a text must have less than 10 MB (${MOST_BYTES} bytes).`,
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
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
