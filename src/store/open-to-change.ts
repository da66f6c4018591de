/** A stored world for changing. What is refused is refused before its file is opened for writing: the bytes stay as they are. */
import { openFile } from './better-sqlite3-driver.js';
import { openToRead } from './open-to-read.js';
import { openStore, type Store } from './store.js';

/** A UserError as in `openToRead`. */
export function openToChange(path: string): Store {
  openToRead(path).driver.close();
  return openStore(openFile(path, { mustExist: true }), { where: path });
}
