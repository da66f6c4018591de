/** A folder with those around it, made where they are not there. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../cj/error-code.js';
import { UserError } from '../cj/errors.js';

/** One by one: mkdir's own `recursive` never ends where the system takes no new folder (/proc, on Node 20). */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) make(folder);
  // A file may stand in the folder's place.
  mkdirSync(path, { recursive: true });
}

function make(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const code = errorCode(error);
    // Another process was faster.
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    throw new UserError({
      code: 'no_folder',
      message: `${folder} cannot be made: ${dirname(folder)} takes no new folder.`,
    });
  }
}

/** A UserError where no file can be written to the folder, or to one made for it; nothing is made yet. */
export function checkFolder(path: string): void {
  let nearest = resolve(path);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (statSync(nearest).isDirectory() && isWritable(nearest)) return;
  throw new UserError({
    code: 'no_folder',
    message: statSync(nearest).isDirectory() ? `${nearest} cannot be written.` : `${nearest} is no folder.`,
    fix: 'Name a folder that can be made or written.',
    where: path,
  });
}

export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
