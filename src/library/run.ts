/** Runs a world to its end, or to a stop point. */
import { UserError } from '../cj/errors.js';
import type { StopPoint } from '../sim/stop-point.js';
import type { World } from '../sim/world.js';
import type { Advance, Ending } from '../sim/world-parts.js';

export interface RunOptions {
  /** Stop at the first of these; the world can go on from there. */
  readonly stopAt?: readonly StopPoint[];
}

/** For judges that answer at once. Throws a UserError for one that does not. */
export function run(world: World, { stopAt = [] }: RunOptions = {}): Ending {
  for (;;) {
    if (stopsBefore(world, stopAt)) return 'stopped';
    const advance = world.step();
    if (advance.kind === 'idle') return advance.ending;
    if (stopsAfter(advance, stopAt)) return 'stopped';
    if (advance.kind === 'waiting') {
      // runAsync may take them; nobody else tells of a judge that fails later.
      advance.verdicts.catch(() => undefined);
      throw new UserError({
        code: 'asynchronous_judge',
        message: 'The judge answers with a promise, and run() does not wait',
        fix: 'Use runAsync(world)',
      });
    }
  }
}

export interface RunAsyncOptions extends RunOptions {
  /** Stop between two steps; the world stays as it is then. */
  readonly signal?: AbortSignal;
}

/** Steps between two breaths, in which the process hears a signal such as Ctrl-C: some milliseconds. */
const STEPS_A_BREATH = 500;

/** For judges that take their time: virtual time stands still until the verdicts of a call are in. */
export async function runAsync(
  world: World,
  { signal, stopAt = [] }: RunAsyncOptions = {},
): Promise<Ending | 'aborted'> {
  for (let steps = 1; ; steps++) {
    if (signal?.aborted) return 'aborted';
    if (stopsBefore(world, stopAt)) return 'stopped';
    const advance = world.step();
    if (advance.kind === 'idle') return advance.ending;
    if (stopsAfter(advance, stopAt)) return 'stopped';
    if (advance.kind === 'waiting') world.provide(await advance.verdicts);
    else if (signal !== undefined && steps % STEPS_A_BREATH === 0) await breath();
  }
}

function stopsBefore(world: World, stopAt: readonly StopPoint[]): boolean {
  if (stopAt.length === 0) return false;
  const next = world.next();
  return typeof next !== 'string' && stopAt.some((point) => point.isBefore(next.at, world.steps));
}

function stopsAfter(advance: Advance, stopAt: readonly StopPoint[]): boolean {
  return advance.kind === 'advanced' && stopAt.some((point) => point.isAfter(advance.record));
}

/** One turn of the event loop. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
