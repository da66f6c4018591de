/** Databases that may be read only in part, or not at all, by somebody who is not their owner. */
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { runSql } from '../../src/report/sql/run-sql.js';
import { openFile } from '../../src/store/better-sqlite3-driver.js';
import { openToRead } from '../../src/store/open-to-read.js';
import { openStore } from '../../src/store/store.js';

const folder = mkdtempSync(join(tmpdir(), 'cjsim-read-'));
const logged = join(folder, 'closed/logged.db');
const secret = join(folder, 'secret.db');
const NOBODY = 65_534;

beforeAll(() => {
  mkdirSync(join(folder, 'closed'));
  const path = join(folder, 'w.db');
  const store = openStore(openFile(path));
  store.driver.exec("insert into sim_contents (storage_id, text) values ('a', 'b')");
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${logged}${end}`);
  store.driver.close();
  copyFileSync(path, secret);
  chmodSync(secret, 0);
  chmodSync(join(folder, 'closed'), 0o555);
  chmodSync(folder, 0o755);
});

afterAll(() => {
  chmodSync(join(folder, 'closed'), 0o755);
  rmSync(folder, { recursive: true });
});

/** What is thrown to a user who is not root, whom the system lets do anything. */
function refusal(path: string): unknown {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    openToRead(path).driver.close();
    return null;
  } catch (error) {
    return error;
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test('a write-ahead log in a folder that takes no file is told, and what to do', () => {
  expect(refusal(logged)).toEqual(
    new UserError({
      code: 'database_not_opened',
      message: `The database ${logged} cannot be opened: unable to open database file`,
      fix: `Copy it to a folder that can be written, with ${logged}-wal if that is there`,
      where: logged,
    }),
  );
});

test('a database that may not be read is told from one that is not there', () => {
  expect(refusal(secret)).toMatchObject({ message: `The database ${secret} may not be read` });
  expect(refusal(`${secret}-`)).toMatchObject({ message: `There is no database ${secret}-` });
});

test('a statement that may write is not told to ask for it where the file cannot be written', () => {
  const driver = openFile(join(folder, 'w.db'), { readOnly: true });
  const options = { style: 'aligned', write: true, version: '' } as const;
  expect(() => runSql(driver, 'delete from sim_trace', options)).toThrow(
    'attempt to write a readonly database',
  );
  driver.close();
});
