/** A stored world for changing. */
import { openFile } from './better-sqlite3-driver.js';
import { openToRead } from './open-to-read.js';
import { openStore, type Store } from './store.js';

/** What `openToRead` or `look` refuses is refused before the file is opened for writing: its bytes stay as they are. */
export function openToChange(path: string, look?: (unchanged: Store) => void): Store {
  const unchanged = openToRead(path);
  try {
    look?.(unchanged);
  } finally {
    unchanged.driver.close();
  }
  return openStore(openFile(path, { mustExist: true }), { where: path });
}
