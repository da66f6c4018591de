/** An error as a person reads it: what is wrong, where, and what would be right; never a stack. */
import { BugError, RunFailed, UserError } from '../cj/errors.js';
import { objectOrNull } from '../cj/stored-value.js';
import { valuesLines } from '../report/values-text.js';
import { EXIT, type ExitCode } from './exit-code.js';

export interface ToldError {
  readonly text: string;
  readonly code: ExitCode;
}

/** The values of a broken promise fill `width` columns. */
export function tellError(error: unknown, width = 80): ToldError {
  if (error instanceof UserError) return { text: userText(error), code: EXIT.usage };
  if (error instanceof RunFailed) {
    const { says, ...details } = error.details;
    const told = typeof says === 'string' && error.message.includes(says) ? details : error.details;
    return { text: `cjsim: ${sentence(error.message)}\n${detailLines(told, width)}`, code: EXIT.failed };
  }
  const full = systemRefusal(error);
  if (full !== null) return { text: `cjsim: ${full}\n`, code: EXIT.usage };
  const message = error instanceof Error ? error.message : String(error);
  const values = error instanceof BugError ? detailLines(error.values, width) : '';
  const hint = 'This is a bug of cjsim, not of your input. Please report it with the command that you typed.';
  return { text: `cjsim: ${sentence(message)}\n${values}  ${hint}\n`, code: EXIT.failed };
}

function userText({ message, where, fix }: UserError): string {
  const place = where === undefined || message.includes(where) ? '' : `${where}: `;
  return `cjsim: ${place}${sentence(message)}\n${fix === undefined ? '' : `  ${sentence(fix)}\n`}`;
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

function detailLines(details: Readonly<Record<string, unknown>>, width: number): string {
  return Object.entries(details)
    .flatMap(([name, value]) => {
      if (value === null) return [];
      if (name === 'reproduce') return [`  ${name}: ${String(value)}`];
      const values = name === 'values' ? objectOrNull(value) : null;
      if (values === null) return valuesLines({ [name]: value }, width - 2).map((line) => `  ${line}`);
      const lines = valuesLines(values, width - 4);
      return lines.length === 0 ? [] : ['  values:', ...lines.map((line) => `    ${line}`)];
    })
    .map((line) => `${line}\n`)
    .join('');
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  SQLITE_FULL: 'The disk is full',
  EROFS: 'The disk is read-only',
  EACCES: 'Permission is denied',
  EPERM: 'The system does not allow it',
  EFBIG: 'The file would grow larger than the system allows',
  SQLITE_READONLY: 'The database may not be written',
  SQLITE_BUSY: 'Another process is writing to the database',
  SQLITE_CORRUPT: 'The database is damaged',
  SQLITE_NOTADB: 'The file is no database',
  EDQUOT: 'The quota of the disk is used up',
  ENOENT: 'A file or folder is not there',
  EISDIR: 'A folder stands where a file should be',
  ENOTDIR: 'A file stands where a folder should be',
  EEXIST: 'A file stands where a folder should be',
};

/** What the system refused, in words; null for an error that is not the system's. */
function systemRefusal(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  const reason =
    SYSTEM_REASONS[code] ??
    (code.startsWith('SQLITE_IOERR') ? 'The disk cannot be written' : null) ??
    (isStepOfAnother(error) ? 'Another process goes on with the world in the database' : null);
  if (reason === null) return null;
  const path = 'path' in error && typeof error.path === 'string' ? `: ${error.path}` : '';
  return `${reason}${path}.`;
}

/** A step that is there already can only be another's. */
function isStepOfAnother({ message }: Error): boolean {
  return message === 'UNIQUE constraint failed: sim_trace.n';
}
