/** Runs a world again from what a trace says of it, and compares record by record. */
import type { Judge } from '../judges/judge.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { createWorld } from './create-world.js';
import { traceCancels } from './trace-cancels.js';

export interface ReplayOptions {
  readonly plan: WorldPlan;
  /** The records as they were written, oldest first. */
  readonly lines: readonly string[];
  readonly judge?: Judge;
  /** Told of each record with what its step drew. */
  readonly onRecord?: (record: TraceRecord) => void;
}

export type Replay =
  | { readonly kind: 'same'; readonly steps: number; readonly digest: string; readonly traceDigest: string }
  /** `again` is null where the world has ended before this record, `was` where the trace has. */
  | {
      readonly kind: 'differs';
      readonly step: number;
      readonly was: TraceRecord | null;
      readonly again: TraceRecord | null;
    };

/** Up to the last record of the trace, or to the first difference. */
export async function replay({ plan, lines, judge, onRecord }: ReplayOptions): Promise<Replay> {
  let again: string | null = null;
  const world = createWorld({
    plan,
    keepTrace: false,
    repeats: lines.length,
    ...(judge ? { judge } : {}),
    recordDraws: onRecord !== undefined,
    onRecord: (line, record) => {
      again = line;
      onRecord?.(record);
    },
  });
  const cancels = traceCancels(lines);
  try {
    for (const [index, line] of lines.entries()) {
      for (const label of cancels.get(index) ?? []) world.cancel(label);
      again = null;
      for (let advance = world.step(); advance.kind === 'waiting'; advance = world.step()) {
        world.provide(await advance.verdicts);
      }
      if (again !== line)
        return { kind: 'differs', step: index + 1, was: parsed(line), again: parsed(again) };
    }
    return { kind: 'same', steps: lines.length, digest: world.digest(), traceDigest: world.traceDigest() };
  } finally {
    world.close();
  }
}

function parsed(line: string | null): TraceRecord | null {
  return line === null ? null : (JSON.parse(line) as TraceRecord);
}
