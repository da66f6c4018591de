/** An error as a person reads it: what is wrong, where, and what would be right; never a stack. */
import { BugError, RunFailed, UserError } from '../cj/errors.js';
import { objectOrNull } from '../cj/stored-value.js';
import { valuesLines } from '../report/values-text.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { MAKE_ROOM } from './naming-file.js';
import { whyRefused, whyUnwritten } from './system-reasons.js';

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
    const text = `cjsim: ${sentence(error.message)}\n${detailLines(told, width)}${fixLine(error.fix)}`;
    return { text, code: EXIT.failed };
  }
  const unwritten = whyUnwritten(error);
  if (unwritten !== null)
    return { text: `cjsim: ${unwritten}${pathOf(error)}.\n${fixLine(MAKE_ROOM)}`, code: EXIT.failed };
  const refused = whyRefused(error);
  if (refused !== null) return { text: `cjsim: ${refused}${pathOf(error)}.\n`, code: EXIT.usage };
  const message = error instanceof Error ? error.message : String(error);
  const values = error instanceof BugError ? detailLines(error.values, width) : '';
  const hint = 'This is a bug of cjsim, not of your input. Please report it with the command that you typed.';
  return { text: `cjsim: ${sentence(message)}\n${values}  ${hint}\n`, code: EXIT.failed };
}

function userText({ message, where, fix }: UserError): string {
  const place = where === undefined || message.includes(where) ? '' : `${where}: `;
  return `cjsim: ${place}${sentence(message)}\n${fixLine(fix)}`;
}

function fixLine(fix: string | undefined): string {
  return fix === undefined ? '' : `  ${sentence(fix)}\n`;
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

/** The file that the system names; most errors of writing name none. */
function pathOf(error: unknown): string {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? `: ${error.path}` : '';
}
