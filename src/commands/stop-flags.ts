/** The flags that say where a run stops: how they are read, and what is said of a point that is past or never came. */
import { UserError } from '../cj/errors.js';
import { duration } from '../report/words-of.js';
import { parseBreak } from '../sim/parse-break.js';
import { parseUntil } from '../sim/parse-until.js';
import type { NamedStop, StoppedPlan } from '../sim/stop-point.js';
import type { Ending } from '../sim/world-parts.js';
import type { Arguments } from './arguments.js';
import type { Flag } from './command.js';
import type { Terminal } from './terminal.js';

export const STOP_FLAGS = {
  until: {
    value: 'STEP|TIME|STATE',
    describe: 'stop at a step (120), a time (90s) or a state (projecting, batch/21=continuing)',
  },
  break: {
    value: 'KEY=VALUE',
    describe: 'stop after the first record with this value: decision=FINALIZE_SCORING',
  },
} satisfies Record<string, Flag>;

/** How far a world has come. */
export interface Reached {
  readonly steps: number;
  /** Virtual milliseconds since the epoch. */
  readonly now: number;
}

/** Where the flags say; whether a stored world is past one of them, `refusePast` asks. */
export function stopPoints(args: Arguments, plan: StoppedPlan): readonly NamedStop[] {
  const until = args.text('until');
  const at = args.text('break');
  return [
    ...(until === undefined ? [] : [parseUntil(until, plan)]),
    ...(at === undefined ? [] : [parseBreak(at, plan)]),
  ];
}

export function refusePast(
  stopAt: readonly NamedStop[],
  { steps, now }: Reached,
  { clockStartMs }: StoppedPlan,
): void {
  const past = stopAt.find((point) => point.isBefore(now, steps - 1));
  if (past === undefined) return;
  throw new UserError({
    code: 'stop_is_past',
    message: `The world is past that: it stands at step ${steps}, ${duration(now - clockStartMs)} after its start.`,
    fix: 'Give a later step or time.',
    where: past.where,
  });
}

/** Of a world that came to its end, and not to where it was told to stop. */
export function tellNeverCame(
  stopAt: readonly NamedStop[],
  ending: Ending,
  { steps, now }: Reached,
  terminal: Terminal,
): void {
  if (ending === 'stopped' || ending === 'timed_out') return;
  for (const { where, never, isBefore } of stopAt) {
    if (!isBefore(now, steps)) terminal.err(`Note: ${where} never came: ${never}.\n`);
  }
}
