/** One record of the trace, version 1: what one step of the world was and did (12). */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Fact } from '../cj/facts.js';
import type { ActorId } from '../cj/messages.js';
import type { JudgeModule } from './judge-module.js';
import type { WorldPlan } from './scenario/world-plan.js';

/** Grows by one when records or their header change so that an older reader would misread them. */
export const TRACE_VERSION = 1;

export interface TraceRecord {
  /** Number of the step, from 1. */
  readonly n: number;
  /** Virtual milliseconds since the epoch. */
  readonly at: number;
  /** Whose step it is. */
  readonly actor: ActorId;
  /** Label of the batch that the step concerns, or null. */
  readonly batch: string | null;
  /** Name of the message, command or timer that the step takes. */
  readonly type: string;
  /** Its id. */
  readonly messageId: string;
  /** Id of the message or command whose step sent it; null at the beginning. */
  readonly causedBy: string | null;
  /** The actor's state before the step, `preparing.fetchingContent`. */
  readonly before: string;
  /** Its state after the step. */
  readonly after: string;
  /** Rows written, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** How the batch goes on, with all that it hangs on. */
  readonly decision?: DecisionRecord;
  /** What the step found out beyond its rows; `fact` names each. */
  readonly facts?: readonly Fact[];
  /** Faults that were injected into this step or what it sent: `drop-callback: comparison.answered|…`. */
  readonly fault?: readonly string[];
  /** Keys and values of what the step drew, where that was asked for; no part of what is hashed or stored. */
  readonly draws?: readonly TracedDraw[];
}

export type TracedDraw = readonly [key: string, value: number | string];

/** The first line of a file of records: what a run of them begins with. */
export function traceHeader(plan: WorldPlan, judgeModule: JudgeModule | null = null): string {
  return JSON.stringify({
    trace_version: TRACE_VERSION,
    ...(judgeModule === null ? {} : { judge_module: judgeModule }),
    plan,
  });
}
