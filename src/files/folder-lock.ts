/** One process at a time in a folder that it writes: a file names who is there. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { errorCode } from '../cj/error-code.js';
import { UserError } from '../cj/errors.js';
import { makeFolder } from './make-folder.js';

const FILE = '.lock';
/** How often a lock is looked at that goes in that very moment, or names nobody yet. */
const TRIES = 3;
/** Absolute paths of the locks that this process holds. */
const held = new Set<string>();

/** Makes the folder if there is none, and gives back what opens it again; a UserError where another process is at work. */
export function lockFolder(folder: string): () => void {
  makeFolder(folder);
  const path = join(resolve(folder), FILE);
  for (let left = TRIES; !isTaken(path); left--) {
    const holder = holderOf(path);
    if (left === 0 || held.has(path) || isAtWork(holder)) throw inUse(folder, holder);
    if (holder !== null) rmSync(path, { force: true });
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

interface Holder {
  readonly host: string;
  readonly pid: number;
}

/** Whether the lock is ours now. */
function isTaken(path: string): boolean {
  try {
    writeFileSync(path, `${hostname()} ${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** null where the lock has gone by now, or is about to be written. */
function holderOf(path: string): Holder | null {
  try {
    const [host = '', pid = ''] = readFileSync(path, 'utf8').trim().split(' ');
    return host === '' ? null : { host, pid: Number(pid) };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A lock that a killed process of this machine left behind holds nothing; of another machine nobody can know. */
function isAtWork(holder: Holder | null): boolean {
  if (holder === null) return false;
  const { host, pid } = holder;
  if (host !== hostname()) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function inUse(folder: string, holder: Holder | null): UserError {
  const who = holder === null ? '' : ` (process ${holder.pid} on ${holder.host})`;
  return new UserError({
    code: 'folder_in_use',
    message: `Another sweep${who} writes to ${folder}.`,
    fix: `Wait for it or name another --out. If it is no more, remove ${join(folder, FILE)}.`,
    where: folder,
  });
}
