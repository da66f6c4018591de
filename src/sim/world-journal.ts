/**
 * What of a world is written down. With a file, everything that must survive a crash goes through to the
 * `sim_` tables in the transaction of its step; without one, header and trace are stored when the world ends.
 */
import type { BatchId, VirtualTime } from '../cj/words.js';
import type { Journal } from '../store/journal.js';
import { type DigestChain, RECORDS_PER_BLOCK } from './digest-chain.js';
import type { QueueEntry } from './queue-entry.js';
import type { StoredSnapshot } from './stored-snapshot.js';

/** The row among the actors that holds what the faults must find again. */
export const FAULT_MEMORY_ROW = 'faults';

/** A trace record as it is hashed, with what it is found by. */
export interface WrittenRecord {
  readonly n: number;
  readonly at: number;
  readonly batch: BatchId | null;
  readonly line: string;
}

export interface WorldJournal {
  /** The rows of a batch are there. */
  readonly made: (batch: BatchId, label: string, policy: string) => void;
  readonly added: (entry: QueueEntry) => void;
  readonly removed: (entry: QueueEntry) => void;
  readonly moved: (actor: string, snapshot: StoredSnapshot) => void;
  readonly recorded: (record: WrittenRecord, chain: DigestChain) => void;
}

export const NO_JOURNAL: WorldJournal = {
  made: () => undefined,
  added: () => undefined,
  removed: () => undefined,
  moved: () => undefined,
  recorded: () => undefined,
};

export function writeThrough(journal: Journal): WorldJournal {
  return {
    made: (batch, label, policy) => {
      journal.addBatch(batch, label, policy);
    },
    added: (entry) => {
      const { id, at, to, type, payload, ...position } = entry;
      journal.enqueue({
        id,
        batch_id: null,
        at: at as VirtualTime,
        to,
        type,
        payload: JSON.stringify(payload),
        position: JSON.stringify(position),
      });
    },
    removed: (entry) => {
      journal.dequeue(entry.id);
    },
    moved: (actor, snapshot) => {
      // Of no batch: it stays where a batch is deleted, and so tells of it.
      journal.saveActor(actor, null, JSON.stringify(snapshot));
    },
    recorded: ({ n, at, batch, line }, chain) => {
      journal.appendTrace({ n, at: at as VirtualTime, batch_id: batch, record: line });
      if (n % RECORDS_PER_BLOCK === 0) journal.setChain(chain.closed, n);
    },
  };
}

/** A queue entry as it was, from its row. */
export function entryOfRow(row: ReturnType<Journal['queue']>[number]): QueueEntry {
  const position = JSON.parse(row.position) as Omit<QueueEntry, 'id' | 'at' | 'to' | 'type' | 'payload'>;
  return {
    ...position,
    id: row.id,
    at: row.at,
    to: row.to,
    type: row.type,
    payload: JSON.parse(row.payload),
  };
}
