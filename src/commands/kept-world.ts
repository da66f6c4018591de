/**
 * Which world a command reads and where a run without `--db` is kept: `.cjsim/last.db` in the working folder (a fork
 * beside it, in `fork.db`, so that it can be compared with the run that it leaves), or in the temporary folder where
 * that cannot be written; the newer is read where both are there. Written beside and renamed, so that two runs do not
 * race (07, "Which world").
 */
import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../cj/errors.js';
import { makeFolder } from '../files/make-folder.js';
import { readStoredWorld, type StoredWorld } from '../report/stored-world.js';
import { deletedBatches, wereDeleted } from '../sim/deleted-batches.js';
import { openToRead } from '../store/open-to-read.js';
import type { Arguments } from './arguments.js';
import type { Flag } from './command.js';
import { namingWorld } from './naming-world.js';
import type { Terminal } from './terminal.js';

export const DB_FLAG: Flag = {
  value: 'FILE',
  describe: 'the world to read (default: that of the last run here)',
};

/** A command that reads one world takes its name with `--db` or without. */
export const WORLD_FILE = { file: { describe: 'the database of a world, as --db names it' } };

const LAST = 'last.db';
export const FORK = 'fork.db';
type Kept = typeof LAST | typeof FORK;

/** Keeps the database of a world, and says where it is not the usual place; null where no folder can be written. */
export function keepWorld(bytes: Uint8Array, terminal: Terminal, name: Kept = LAST): string | null {
  const [here, elsewhere] = places(name);
  if (replace(here, bytes)) return here;
  if (replace(elsewhere, bytes)) {
    terminal.err(`Note: this folder cannot be written; the world is in ${elsewhere}.\n`);
    return elsewhere;
  }
  terminal.err('Note: the world was not kept: no folder can be written.\n');
  return null;
}

/** Whether the next fork without `--db` replaces this file. */
export function isKeptFork(path: string): boolean {
  return places(FORK).some((place) => resolve(place) === resolve(path));
}

/** In the working folder, and where that cannot be written. */
function places(name: Kept): readonly [string, string] {
  return [join('.cjsim', name), join(temporaryFolder(), name)];
}

/** Another one for each user and working folder, so that no command reads the world of a run elsewhere. */
function temporaryFolder(): string {
  const here = createHash('sha256').update(process.cwd()).digest('hex').slice(0, 12);
  const user = process.getuid?.() ?? 'user';
  return join(tmpdir(), `cjsim-${user}`, here);
}

function replace(path: string, bytes: Uint8Array): boolean {
  const beside = `${path}.${process.pid}.new`;
  try {
    makeFolder(dirname(path));
  } catch {
    return false;
  }
  try {
    writeFileSync(beside, bytes);
    // Steps of the world that was there may be in its log alone: it goes only now that another world takes its place.
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    renameSync(beside, path);
    return true;
  } catch {
    rmSync(beside, { force: true });
    return false;
  }
}

/** The world that the flags name, open for reading, and closed after `read`. Says on standard error which it is. */
export function readingWorld<Result>(
  args: Arguments,
  terminal: Terminal,
  read: (world: StoredWorld) => Result | Promise<Result>,
): Promise<Result> {
  const path = worldNamed(args);
  terminal.err(`Reading ${path}\n`);
  return namingWorld(path, () =>
    withStoredWorld(path, (world) => {
      const deleted = deletedBatches(world.store);
      if (deleted.length > 0) terminal.err(`Note: ${wereDeleted(deleted)} from this world.\n`);
      return read(world);
    }),
  );
}

/** The world in a file, open for reading until `read` is done. */
export async function withStoredWorld<Result>(
  path: string,
  read: (world: StoredWorld) => Result | Promise<Result>,
): Promise<Result> {
  const store = openToRead(path);
  try {
    return await read(readStoredWorld(store, path));
  } finally {
    store.driver.close();
  }
}

/** The file that a command reads. */
export function worldNamed(args: Arguments): string {
  const file = args.text('file');
  if (file !== undefined && args.text('db') !== undefined) {
    throw new UserError({
      code: 'two_worlds',
      message: 'FILE and --db both name a world.',
      fix: 'Leave one of them out.',
    });
  }
  return file ?? args.text('db') ?? lastWorld();
}

/** The file that a command without `--db` reads. */
export function lastWorld(): string {
  const [here, elsewhere] = places(LAST);
  const [found, other] = [here, ...(isOwn(elsewhere) ? [elsewhere] : [])].filter((path) => existsSync(path));
  if (found !== undefined) return other !== undefined && isNewer(other, found) ? other : found;
  throw new UserError({
    code: 'no_last_world',
    message: 'There is no world here yet',
    fix: 'Run one with cjsim run eng5, or name one with --db FILE',
  });
}

/** Anyone may write to the temporary folder, and a world can name a module that `replay` loads. */
function isOwn(path: string): boolean {
  const user = process.getuid?.();
  return user === undefined || statSync(path, { throwIfNoEntry: false })?.uid === user;
}

/** Of two worlds the older is that of another user, or of a time when this folder could be written. */
function isNewer(path: string, than: string): boolean {
  return statSync(path).mtimeMs > statSync(than).mtimeMs;
}
