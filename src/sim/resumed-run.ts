/**
 * A run as its database holds it in mid-life: what a World needs beside plan and rows to go on as if nothing had
 * happened (07, "Crash and resume").
 */
import type { Hash } from '../cj/hash.js';
import type { ActorId } from '../cj/messages.js';
import type { Journal } from '../store/journal.js';
import { DigestChain } from './digest-chain.js';
import type { FaultMemory } from './faults/fault-desk.js';
import type { QueueEntry } from './queue-entry.js';
import type { StoredSnapshot } from './stored-snapshot.js';
import type { TraceRecord } from './trace-record.js';
import { entryOfRow, FAULT_MEMORY_ROW } from './world-journal.js';

export interface ResumedRun {
  readonly entries: readonly QueueEntry[];
  readonly actors: readonly { readonly id: string; readonly snapshot: StoredSnapshot }[];
  /** Label and policy of the batches whose rows are there. */
  readonly made: ReadonlyMap<string, string>;
  readonly chain: DigestChain;
  readonly steps: number;
  /** Virtual time of the last step; null before the first. */
  readonly now: number | null;
  /** The last step was a runner's time-out that nobody has told to go on. */
  readonly timedOut: boolean;
  readonly faultMemory: FaultMemory | null;
  /** Who did a step. */
  readonly actorOf: (step: number) => ActorId | null;
}

export function resumedRun(journal: Journal, hash: Hash): ResumedRun {
  const header = journal.header();
  const chain = DigestChain.resume(hash, header?.chain ?? '');
  let last: TraceRecord | null = null;
  for (const line of journal.traceAfter(header?.chained_records ?? 0)) {
    chain.add(line);
    last = JSON.parse(line) as TraceRecord;
  }
  const lastStep = journal.lastTraced();
  if (last === null && lastStep !== undefined) {
    last = JSON.parse(journal.traceAfter(lastStep.n - 1)[0] ?? 'null') as TraceRecord | null;
  }
  const steps = lastStep?.n ?? 0;
  const rows = journal
    .actors()
    .map(({ actor, snapshot }) => ({ id: actor, snapshot: JSON.parse(snapshot) as StoredSnapshot }));
  const memory = rows.find(({ id }) => id === FAULT_MEMORY_ROW)?.snapshot.context;
  return {
    entries: journal.queue().map(entryOfRow),
    actors: rows.filter(({ id }) => id !== FAULT_MEMORY_ROW),
    made: new Map(journal.batches().map(({ label, policy }) => [label, policy])),
    chain,
    steps,
    now: lastStep?.at ?? null,
    timedOut:
      last?.after === 'timedOut' && last.before !== 'timedOut' && (journal.origin()?.resumed_at ?? 0) < steps,
    faultMemory: (memory as FaultMemory | undefined) ?? null,
    actorOf: (step) => {
      const [line] = journal.traceAfter(step - 1);
      return line === undefined ? null : (JSON.parse(line) as TraceRecord).actor;
    },
  };
}
