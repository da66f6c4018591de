/** What the outbox relay remembers from one publication to the next: whose events it does not try yet. */
import type { BatchId, VirtualTime } from './words.js';

export interface OutboxMemory {
  readonly held: readonly HeldBatch[];
}

/** A batch whose event the broker did not take; null: an event of no batch. */
export interface HeldBatch {
  readonly batch: BatchId | null;
  /** Tried again from then on. */
  readonly until: VirtualTime;
}
