/**
 * The file of `--trace`: NDJSON, first a line with the plan, then one record a line, last the outcome of a run
 * that has one. Written beside and renamed, so that a full disk leaves no half of it.
 */
import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../cj/errors.js';
import { isFolder, isWritable } from '../files/make-folder.js';
import { shellWord } from '../report/shell-word.js';
import type { StoredWorld } from '../report/stored-world.js';
import { traceHeader } from '../sim/trace-record.js';
import { TRACE_BEGINS } from '../store/application-id.js';
import type { Flag } from './command.js';
import { fileNamed, MAKE_ROOM } from './naming-file.js';
import { startOfFile } from './start-of-file.js';
import { whyUnwritten } from './system-reasons.js';

export const TRACE_FLAG: Flag = {
  value: 'FILE',
  describe: 'write the trace from the first step on, one JSON record a line',
};

/**
 * Before a run, so that its work is not lost: a UserError if the file cannot be written there, or holds something
 * else than a trace. `database`: the file that the run makes.
 */
export function checkWritable(path: string, database?: string): void {
  if (isSpecial(path)) return;
  const says = problemWith(path, database);
  if (says === null) return;
  throw new UserError({
    code: 'trace_not_writable',
    message: says,
    fix: 'Give a new file, or that of an older trace, in a folder that you may write in.',
    where: `--trace ${path}`,
  });
}

function problemWith(path: string, database: string | undefined): string | null {
  const folder = dirname(path);
  const file = statSync(path, { throwIfNoEntry: false });
  if (!isFolder(folder)) return `There is no folder ${folder}.`;
  if (path === '-') return 'A trace goes to a file, not to standard output.';
  if (isFolder(path)) return `${path} is a folder.`;
  if (!isWritable(folder)) return `The folder ${folder} may not be written in.`;
  if (database !== undefined && resolve(database) === resolve(path)) return '--db and --trace name one file.';
  const isOther = file !== undefined && file.size > 0 && !TRACE_BEGINS.test(startOfFile(path) ?? '');
  return isOther ? `${path} is there already, and is no trace.` : null;
}

/** `database`: the file that the world is in, from which the trace can be written later. */
export function writeTrace(
  path: string,
  { plan, judgeModule, store, outcome }: StoredWorld,
  database?: string,
): void {
  const beside = isSpecial(path) ? path : `${path}.${process.pid}.new`;
  try {
    const file = openSync(beside, 'w');
    try {
      writeAll(file, `${traceHeader(plan, judgeModule)}\n`);
      for (const line of store.journal.traceAfter(0)) writeAll(file, `${line}\n`);
      if (outcome !== null) writeAll(file, `${JSON.stringify({ outcome })}\n`);
    } finally {
      closeSync(file);
    }
    if (beside !== path) renameSync(beside, path);
  } catch (error) {
    if (beside !== path) rmSync(beside, { force: true });
    throw notWritten(error, { path, beside, database });
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** A device or a pipe, which nothing may be renamed onto. */
function isSpecial(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
}

interface Unwritten {
  readonly path: string;
  readonly beside: string;
  readonly database: string | undefined;
}

function notWritten(error: unknown, { path, beside, database }: Unwritten): unknown {
  if (whyUnwritten(error) !== null) return fileNamed(error, path, () => nextOfTrace(path, database));
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError({
    code: 'trace_not_written',
    message: `The trace cannot be written: ${reason.replaceAll(beside, path)}.`,
    where: `--trace ${path}`,
  });
}

function nextOfTrace(path: string, database: string | undefined): string {
  if (database === undefined) return MAKE_ROOM;
  return `Free space there; then cjsim resume ${shellWord(database)} --trace ${shellWord(path)} writes it`;
}
