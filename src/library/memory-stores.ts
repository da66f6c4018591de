/**
 * Stores in memory that worlds use one after another: for a small world, opening a database, migrating it and
 * preparing its statements costs more than the run. A world that is closed gives its store back, emptied.
 */
import { openMemory } from '../store/better-sqlite3-driver.js';
import type { Driver, Statement } from '../store/driver.js';
import { openStore, type Store } from '../store/store.js';

export class MemoryStores {
  readonly #free: { readonly store: Store; readonly memory: Driver }[] = [];

  /** An empty store. Closing its driver gives it back. */
  take(): Store {
    return this.#free.pop()?.store ?? this.#open();
  }

  /** Let go of the databases that no world holds. */
  close(): void {
    for (const { memory } of this.#free.splice(0)) memory.close();
  }

  #open(): Store {
    const memory = openMemory();
    let empty: (() => void) | undefined;
    const close = (): void => {
      empty ??= emptier(memory);
      empty();
      this.#free.push({ store, memory });
    };
    const store = openStore({ ...memory, prepare: preparedOnce(memory), close });
    return store;
  }
}

/** Observers of a world prepare statements of their own: the next world's find them here. */
function preparedOnce(memory: Driver): Driver['prepare'] {
  const statements = new Map<string, Statement>();
  return (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = memory.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
}

/** All but what Kysely's Migrator and SQLite itself keep. */
const TABLES =
  "select name from sqlite_schema where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'";

/** Deletes every row, and the counters of row ids, so that the next world counts from 1 again. */
function emptier(memory: Driver): () => void {
  const tables = memory
    .prepare(TABLES)
    .raw()
    .map(([name]) => String(name));
  const deletions = [...tables, 'sqlite_sequence'].map((table) => memory.prepare(`delete from ${table}`));
  return () => {
    memory.rollback();
    // Without them each deletion is of a whole table at once.
    memory.exec('pragma foreign_keys = off');
    memory.begin();
    for (const deletion of deletions) deletion.run();
    memory.commit();
    memory.exec('pragma foreign_keys = on');
    memory.tally.takeWritten();
  };
}
