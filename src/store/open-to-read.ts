/** A stored world for reading; its file stays as it is. */
import { openCopy, openFile } from './better-sqlite3-driver.js';
import { isOlder } from './migrate.js';
import { openStore, type Store } from './store.js';

/** Of a file that an older cjsim wrote, a copy in memory is brought up to date and read. A UserError as in `openStore`. */
export function openToRead(path: string): Store {
  const file = openFile(path, { readOnly: true, mustExist: true });
  if (!isOlder(file)) return openStore(file, { where: path, readOnly: true });
  const copy = openCopy(file.serialize());
  file.close();
  const store = openStore(copy, { where: path });
  copy.exec('pragma query_only = on');
  return store;
}
