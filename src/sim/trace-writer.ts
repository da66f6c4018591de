/**
 * The trace of a world: each record is hashed as it is written, goes through to the journal, and without a file
 * is kept for `seal` if that is wanted.
 */
import { BugError } from '../cj/errors.js';
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
  /** null: of a world without a digest. */
  readonly chain: DigestChain | null;
  readonly journal: WorldJournal;
  readonly keepsLines: boolean;
  readonly onRecord: ((line: string, record: TraceRecord) => void) | undefined;
}

export class TraceWriter {
  /** Of a world without a file, until it is sealed. */
  readonly lines: WrittenRecord[] = [];
  readonly #parts: TraceWriterParts;

  constructor(parts: TraceWriterParts) {
    this.#parts = parts;
  }

  get chain(): DigestChain {
    if (this.#parts.chain === null) throw new BugError('A world that was made without a digest has none');
    return this.#parts.chain;
  }

  /** `batch`: the id of the batch that the step concerns, once its rows are there. */
  write(batch: BatchId | null, done: DoneStep): TraceRecord {
    const { chain, journal, keepsLines, onRecord } = this.#parts;
    const record = recordOf(done);
    if (chain === null) return record;
    const line = JSON.stringify(record);
    chain.add(line);
    const written = { n: record.n, at: record.at, batch, line };
    journal.recorded(written, chain);
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
