/**
 * The file of `--trace`: NDJSON, first a line with the plan, then one record a line, last the outcome. Written
 * beside and renamed, so that a full disk leaves no half of it.
 */
import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../cj/errors.js';
import { traceHeader } from '../sim/trace-record.js';
import type { World } from '../sim/world.js';
import type { Outcome } from '../sim/world-parts.js';

/** Before a run, so that its work is not lost: a UserError if the file cannot be written there. */
export function checkWritable(path: string): void {
  if (isSpecial(path)) return;
  const folder = statSync(dirname(path), { throwIfNoEntry: false });
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (folder?.isDirectory() && !isFolder) return;
  throw new UserError({
    code: 'trace_not_writable',
    message: isFolder ? `${path} is a folder.` : `There is no folder ${dirname(path)}.`,
    fix: 'Give a file in a folder that exists.',
    where: `--trace ${path}`,
  });
}

export function writeTrace(path: string, world: World, outcome: Outcome): void {
  const beside = isSpecial(path) ? path : `${path}.${process.pid}.new`;
  try {
    const file = openSync(beside, 'w');
    try {
      writeAll(file, `${traceHeader(world.plan)}\n`);
      for (const line of world.store.journal.traceAfter(0)) writeAll(file, `${line}\n`);
      writeAll(file, `${JSON.stringify({ outcome })}\n`);
    } finally {
      closeSync(file);
    }
    if (beside !== path) renameSync(beside, path);
  } catch (error) {
    if (beside !== path) rmSync(beside, { force: true });
    throw notWritten(path, error);
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

function notWritten(path: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError({
    code: 'trace_not_written',
    message: `The trace cannot be written: ${code === 'ENOSPC' ? 'the disk is full' : reason}.`,
    where: `--trace ${path}`,
  });
}
