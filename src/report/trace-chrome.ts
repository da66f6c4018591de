/**
 * The trace as Chrome trace JSON, which Perfetto and chrome://tracing open: a track an actor, a slice for every
 * state that it was in and a mark for every step, in virtual time (microseconds there).
 */
import type { TraceRecord } from '../sim/trace-record.js';

interface ChromeEvent {
  readonly name: string;
  readonly cat: string;
  /** X: a slice, i: a mark, M: a name. */
  readonly ph: 'X' | 'i' | 'M';
  readonly ts: number;
  readonly dur?: number;
  readonly s?: 't';
  readonly pid: number;
  readonly tid: number;
  readonly args: Readonly<Record<string, unknown>>;
}

const MICROSECONDS = 1000;

export function traceChrome(records: readonly TraceRecord[], clockStartMs: number): string {
  const tracks = new Map<string, number>();
  const open = new Map<string, { readonly state: string; readonly since: number }>();
  const events: ChromeEvent[] = [];
  const timeOf = (at: number): number => (at - clockStartMs) * MICROSECONDS;
  const end = timeOf(records.at(-1)?.at ?? clockStartMs);
  const slice = (
    actor: string,
    { state, since }: { readonly state: string; readonly since: number },
    until: number,
  ): void => {
    events.push({
      name: state,
      cat: 'state',
      ph: 'X',
      ts: since,
      dur: until - since,
      pid: 1,
      tid: tracks.get(actor) ?? 0,
      args: {},
    });
  };
  for (const record of records) {
    const { actor, at, type, before, after } = record;
    if (!tracks.has(actor)) tracks.set(actor, tracks.size + 1);
    const now = timeOf(at);
    const was = open.get(actor) ?? { state: before, since: now };
    if (before !== after) slice(actor, was, now);
    open.set(actor, before === after ? was : { state: after, since: now });
    events.push({
      name: type,
      cat: 'step',
      ph: 'i',
      s: 't',
      ts: now,
      pid: 1,
      tid: tracks.get(actor) ?? 0,
      args: argsOf(record),
    });
  }
  for (const [actor, state] of open) slice(actor, state, end);
  const names = [...tracks].map(
    ([actor, tid]): ChromeEvent => ({
      name: 'thread_name',
      cat: '__metadata',
      ph: 'M',
      ts: 0,
      pid: 1,
      tid,
      args: { name: actor },
    }),
  );
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents: [WORLD, ...names, ...events] })}\n`;
}

/** Name of the one process that holds all tracks. */
const WORLD: ChromeEvent = {
  name: 'process_name',
  cat: '__metadata',
  ph: 'M',
  ts: 0,
  pid: 1,
  tid: 0,
  args: { name: 'cjsim, virtual time' },
};

function argsOf({ n, batch, messageId, decision, fault }: TraceRecord): Readonly<Record<string, unknown>> {
  return {
    step: n,
    batch,
    message: messageId,
    ...(decision ? { decision: decision.decision } : {}),
    ...(fault ? { fault } : {}),
  };
}
