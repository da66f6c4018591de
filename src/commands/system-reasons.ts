/** What the system refused, in words: nothing here knows of a file or of a command. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../cj/error-code.js';

const UNWRITTEN: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  SQLITE_FULL: 'The disk is full',
  EDQUOT: 'The quota of the disk is used up',
  EFBIG: 'The file would grow larger than the system allows',
};

const REFUSED: Readonly<Record<string, string>> = {
  EROFS: 'The disk is read-only',
  EACCES: 'Permission is denied',
  EPERM: 'The system does not allow it',
  SQLITE_READONLY: 'The database may not be written',
  SQLITE_CORRUPT: 'The database is damaged',
  SQLITE_NOTADB: 'The file is no database',
  ENOENT: 'A file or folder is not there',
  EISDIR: 'A folder stands where a file should be',
  ENOTDIR: 'A file stands where a folder should be',
  EEXIST: 'A file stands where a folder should be',
  ENAMETOOLONG: 'A name is longer than the system allows',
  ELOOP: 'Symbolic links lead in a circle',
  EMFILE: 'The system lets this process open no more files (ulimit -n)',
  ERR_ACCESS_DENIED:
    'Node was started without a permission that this needs (--allow-worker, --allow-fs-read, --allow-fs-write)',
};

/** Of input that is right: the disk takes no more of it. null for any other error. */
export function whyUnwritten(error: unknown): string | null {
  const code = errorCode(error);
  return UNWRITTEN[code] ?? (code.startsWith('SQLITE_IOERR') ? 'The disk reports an error' : null);
}

/** What was named cannot be used as it was asked; null for any other error. */
export function whyRefused(error: unknown): string | null {
  if (isOfCurrentFolder(error)) return 'The folder that this command is given in is not there any more';
  return missingFolder(error) ?? REFUSED[errorCode(error)] ?? usedByAnother(error, 'the database');
}

/** The folder of a file that was to be written; null for any other error. */
function missingFolder(error: unknown): string | null {
  if (errorCode(error) !== 'ENOENT' || !(error instanceof Error && 'path' in error)) return null;
  const folder = dirname(String(error.path));
  return existsSync(folder) ? null : `There is no folder ${folder}`;
}

/** Node asks the system for it whenever a relative path is made whole. */
function isOfCurrentFolder(error: unknown): boolean {
  return (
    errorCode(error) === 'ENOENT' &&
    error instanceof Error &&
    'syscall' in error &&
    error.syscall === 'uv_cwd'
  );
}

/** Its file may be read alone, or its folder; null for any other error. */
export function mayNotWrite(error: unknown, database: string): string | null {
  return errorCode(error).startsWith('SQLITE_READONLY') ? `${database} may not be written` : null;
}

/** Two processes want to change one database; null for any other error. */
export function usedByAnother(error: unknown, database: string): string | null {
  if (errorCode(error).startsWith('SQLITE_BUSY')) return `Another process is writing to ${database}`;
  return isStepOfAnother(error) ? `Another process goes on with the world in ${database}` : null;
}

/** A step that is there already can only be another's. */
function isStepOfAnother(error: unknown): boolean {
  return error instanceof Error && error.message === 'UNIQUE constraint failed: sim_trace.n';
}
