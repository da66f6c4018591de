/** One process at a time in a folder that it writes: a file names who is there. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../cj/errors.js';
import { makeFolder } from './make-folder.js';

const FILE = '.lock';
/** Folders that this process holds. */
const held = new Set<string>();

/** Makes the folder if there is none, and gives back what opens it again; a UserError where another process is at work. */
export function lockFolder(folder: string): () => void {
  makeFolder(folder);
  const path = join(folder, FILE);
  if (!isTaken(path)) {
    const holder = holderOf(path);
    if (held.has(path) || isAtWork(holder)) throw inUse(folder, holder);
    rmSync(path, { force: true });
    if (!isTaken(path)) throw inUse(folder, holderOf(path));
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
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(path: string): Holder {
  const [host = '', pid = ''] = readFileSync(path, 'utf8').trim().split(' ');
  return { host, pid: Number(pid) };
}

/** A lock that a killed process of this machine left behind holds nothing; of another machine nobody can know. */
function isAtWork({ host, pid }: Holder): boolean {
  if (host !== hostname()) return host !== '';
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function inUse(folder: string, { host, pid }: Holder): UserError {
  return new UserError({
    code: 'folder_in_use',
    message: `Another sweep (process ${pid} on ${host}) writes to ${folder}.`,
    fix: `Wait for it or name another --out. If it is no more, remove ${join(folder, FILE)}.`,
    where: folder,
  });
}
