/** One thing that is due: a message, a command of an actor to itself, or a timer. */
import type { ActorId } from '../cj/messages.js';

export interface QueueEntry {
  /** Structural: type, key of the cause, number of the delivery. Unique among the entries in the queue. */
  readonly id: string;
  /** Virtual milliseconds since the epoch, whole. */
  readonly at: number;
  /** When it would be due if no pause held it; left out where none does. */
  readonly wasDueAt?: number;
  /** Order of entry; breaks no tie in a keyed schedule. */
  readonly sequence: number;
  readonly to: ActorId;
  readonly type: string;
  readonly payload: unknown;
  /** Id of the entry whose step sent it; null for what the world itself starts with. */
  readonly causedBy: string | null;
  /** Id of the message at the head of the chain of commands and timers that led here, and how far it is. */
  readonly root: string;
  readonly depth: number;
  /** A busy actor takes its own commands and timers, but no message. */
  readonly kind: 'message' | 'command' | 'timer';
  /** Label of the batch that it concerns, or null. */
  readonly batch: string | null;
  /** Periodic work that does not keep a world alive. */
  readonly background: boolean;
}
