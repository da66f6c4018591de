/** Runs a world again from what a trace says of it, and compares record by record. */
import * as z from 'zod';
import { checkOptions, functionOption } from '../input/check-options.js';
import type { Judge } from '../judges/judge.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { checkPlan } from './check-plan.js';
import { createWorld } from './create-world.js';
import { judgeOption } from './judge-option.js';
import { recordOf } from './record-of.js';
import { repeatStep } from './repeat-step.js';
import { traceCancels } from './trace-cancels.js';

export interface ReplayOptions {
  /** Of the run: `world.plan`, or the plan of `readStoredWorld`. */
  readonly plan: WorldPlan;
  /** The records as they were written, oldest first: what `onRecord` of `createWorld` was told, or `store.journal.traceAfter(0)`. */
  readonly lines: readonly string[];
  /** The judge of the run, where it was one of your own. */
  readonly judge?: Judge;
  /** Told of each record with what its step drew. */
  readonly onRecord?: (record: TraceRecord) => void;
}

export type Replay =
  | { readonly kind: 'same'; readonly steps: number; readonly digest: string; readonly traceDigest: string }
  /** `again` is null where the world has ended before this record. */
  | {
      readonly kind: 'differs';
      readonly step: number;
      readonly was: TraceRecord;
      readonly again: TraceRecord | null;
    };

/**
 * Run a world again from its plan and compare it with its records, one by one: up to the last of them, or to the first
 * difference. Nothing is written. Throws a UserError for what is no plan or no record.
 */
export async function replay(options: ReplayOptions): Promise<Replay> {
  checkOptions(
    'replay()',
    {
      plan: z.unknown().optional(),
      lines: z.array(z.string()),
      judge: judgeOption,
      onRecord: functionOption,
    },
    options,
  );
  const { plan, lines, judge, onRecord } = options;
  checkPlan('replay', plan);
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
      again = null;
      await repeatStep(world, cancels.get(index));
      if (again === line) continue;
      const was = recordOf('replay()', line, index);
      return { kind: 'differs', step: index + 1, was, again: parsed(again) };
    }
    return { kind: 'same', steps: lines.length, digest: world.digest(), traceDigest: world.traceDigest() };
  } finally {
    world.close();
  }
}

function parsed(line: string | null): TraceRecord | null {
  return line === null ? null : (JSON.parse(line) as TraceRecord);
}
