/**
 * What a step is: one transaction of the modelled service. It reads, asks the policy's rules, writes, and
 * says what comes of it. It never sees the queue, the clock's future or another actor's memory (12).
 */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Draw } from '../cj/draw.js';
import type { Fact } from '../cj/facts.js';
import type { ComparisonOrder, ComparisonRequest, Outgoing } from '../cj/messages.js';
import type { Policy } from '../cj/policy.js';
import type { Settings } from '../cj/settings.js';
import type { BatchId, VirtualTime } from '../cj/words.js';
import type { Verdict } from '../judges/judge.js';
import type { Store } from '../store/store.js';
import type { Timestamp } from '../store/timestamp.js';

export interface StepContext {
  readonly store: Store;
  readonly policy: Policy;
  readonly settings: Settings;
  readonly draw: Draw;
  readonly now: VirtualTime;
  /** `now` as it is stored. */
  readonly timestamp: Timestamp;
  /** The batch that the message concerns; its label is its name in keys. */
  readonly batchId: BatchId;
  readonly label: string;
  /** The acting actor's own memory, read only. */
  readonly memory: unknown;
  /** The verdict on one comparison of a call; an input of the world, never a row. */
  readonly verdictOf: (call: ComparisonRequest, order: ComparisonOrder) => Verdict;
  /** What the network does. */
  readonly outside: Outside;
  /** Keeps a prompt's text and gives its hash; null where prompts are not kept. */
  readonly keepPrompt: ((text: string) => string) | null;
}

/** What a service finds out from the network: an input of the world. */
export interface Outside {
  /** Why a call does not get through to the model on this try (from 0), or null. */
  readonly callTrouble: (call: ComparisonRequest, tries: number) => CallTrouble | null;
  /** Why the broker does not take an event on this try (from 0), or null. */
  readonly publishTrouble: (event: string, tries: number, label: string | null) => string | null;
}

export interface CallTrouble {
  readonly code: string;
  readonly message: string;
  /** Until the provider knows, in milliseconds. */
  readonly tookMs: number;
  /** What the server asked for with Retry-After. */
  readonly retryAfterMs: number | null;
}

export interface StepEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

export interface StepResult {
  /** What the actor's machine hears. */
  readonly event: StepEvent;
  readonly messages?: readonly Outgoing[];
  readonly facts?: readonly Fact[];
  readonly decision?: DecisionRecord;
}

/** A step for messages with this payload. */
export type Step<Payload> = (context: StepContext, payload: Payload) => StepResult;

export function batchActor(label: string): string {
  return `batch/${label}`;
}

export function runnerActor(label: string): string {
  return `runner/${label}`;
}
