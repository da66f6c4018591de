/** What goes wrong with the database of a world is told with its name, and with how the world goes on. */
import { shellWord } from '../report/shell-word.js';
import { openToRead } from '../store/open-to-read.js';
import { MAKE_ROOM, namingFile } from './naming-file.js';

export function namingWorld<Result>(path: string, work: () => Result | Promise<Result>): Promise<Result> {
  return namingFile(path, work, () => nextOfWorld(path));
}

function nextOfWorld(path: string): string {
  return holdsRun(path)
    ? `Free space there; then cjsim resume ${shellWord(path)} goes on with it`
    : MAKE_ROOM;
}

function holdsRun(path: string): boolean {
  try {
    const { driver, journal } = openToRead(path);
    try {
      return journal.header() !== undefined;
    } finally {
      driver.close();
    }
  } catch {
    return false;
  }
}
