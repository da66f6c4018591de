/** The text that a table names, found as a person would find it: in either form of Unicode, with or without its ending. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { UserError } from '../cj/errors.js';

export const TEXT_ENDINGS = ['.txt', '.md'];

/** Lower case. */
export function ending(name: string): string {
  return extname(name).toLowerCase();
}

/** What an essay or an anchor is called by its file: the name without ending, in Unicode's composed form, without spaces around it. */
export function idOfFile(path: string): string {
  return basename(path, extname(path)).normalize('NFC').trim();
}

/** The path as the disk has it, null where there is none; a UserError where it could be either of two. */
export function namedText(path: string, where: string): string | null {
  const folder = onDisk(dirname(path), where);
  if (folder === null) return null;
  const name = basename(path).normalize('NFC');
  const entries = entriesOf(folder);
  const whole = entries.filter((entry) => entry.normalize('NFC') === name);
  const found = whole.length > 0 ? whole : entries.filter((entry) => isTextCalled(entry, name));
  const [only] = onlyOne(found, folder, where);
  if (only !== undefined) return join(folder, only);
  return existsSync(path) ? path : null;
}

function isTextCalled(entry: string, name: string): boolean {
  return TEXT_ENDINGS.includes(ending(entry)) && basename(entry, extname(entry)).normalize('NFC') === name;
}

/** A folder, each part of it in the form that the disk has. */
function onDisk(path: string, where: string): string | null {
  if (existsSync(path)) return path;
  const parent = dirname(path) === path ? null : onDisk(dirname(path), where);
  if (parent === null) return null;
  const name = basename(path).normalize('NFC');
  const found = entriesOf(parent).filter((entry) => entry.normalize('NFC') === name);
  const [only] = onlyOne(found, parent, where);
  return only === undefined ? null : join(parent, only);
}

/** None of what is no folder, or may not be listed. */
function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function onlyOne(found: readonly string[], folder: string, where: string): readonly string[] {
  const [first = '', second] = found;
  if (second === undefined) return found;
  const looksAlike = first.normalize('NFC') === second.normalize('NFC');
  throw new UserError({
    code: 'ambiguous_file',
    message: looksAlike
      ? `${folder} has two files ${first.normalize('NFC')}, which differ only in how their letters are encoded.`
      : `${folder} has ${first} and ${second}.`,
    fix: looksAlike ? 'Rename one of them.' : 'Write which of them, with its ending.',
    where,
  });
}
