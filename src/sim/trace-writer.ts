/**
 * The trace of a world: each record is hashed as it is written, goes through to the journal, and without a file
 * is kept for `seal` if that is wanted.
 */
import type { BatchId } from '../cj/words.js';
import type { StepResult } from '../steps/step.js';
import type { DigestChain } from './digest-chain.js';
import type { QueueEntry } from './queue-entry.js';
import type { TraceRecord } from './trace-record.js';
import type { WorldJournal, WrittenRecord } from './world-journal.js';

/** A step of the world, as it is recorded. */
export interface DoneStep extends Pick<TraceRecord, 'n' | 'at' | 'before' | 'after' | 'rows'> {
  readonly entry: QueueEntry;
  readonly result: StepResult;
  /** What was injected into it. */
  readonly faults: readonly string[];
}

export interface TraceWriterParts {
  readonly chain: DigestChain;
  readonly journal: WorldJournal;
  readonly keepsLines: boolean;
  readonly onRecord: ((line: string, record: TraceRecord) => void) | undefined;
}

export class TraceWriter {
  readonly chain: DigestChain;
  /** Of a world without a file, until it is sealed. */
  readonly lines: WrittenRecord[] = [];
  readonly #parts: TraceWriterParts;

  constructor(parts: TraceWriterParts) {
    this.chain = parts.chain;
    this.#parts = parts;
  }

  /** `batch`: the id of the batch that the step concerns, once its rows are there. */
  write(batch: BatchId | null, done: DoneStep): TraceRecord {
    const { journal, keepsLines, onRecord } = this.#parts;
    const record = recordOf(done);
    const line = JSON.stringify(record);
    this.chain.add(line);
    const written = { n: record.n, at: record.at, batch, line };
    journal.recorded(written, this.chain);
    if (keepsLines) this.lines.push(written);
    onRecord?.(line, record);
    return record;
  }
}

function recordOf({ n, at, entry, before, after, rows, result, faults }: DoneStep): TraceRecord {
  const record: { -readonly [Key in keyof TraceRecord]: TraceRecord[Key] } = {
    n,
    at,
    actor: entry.to,
    batch: entry.batch,
    type: entry.type,
    messageId: entry.id,
    causedBy: entry.causedBy,
    before,
    after,
    rows,
  };
  if (result.decision) record.decision = result.decision;
  if (result.facts && result.facts.length > 0) record.facts = result.facts;
  if (faults.length > 0) record.fault = faults;
  return record;
}
