/** Runs a world to its end. */
import { UserError } from '../cj/errors.js';
import type { Ending, World } from '../sim/world.js';

/** For judges that answer at once. Throws a UserError for one that does not. */
export function run(world: World): Ending {
  for (;;) {
    const advance = world.step();
    if (advance.kind === 'idle') return advance.ending;
    if (advance.kind === 'waiting') {
      throw new UserError({
        code: 'asynchronous_judge',
        message: 'The judge answers with a promise, and run() does not wait',
        fix: 'Use runAsync(world)',
      });
    }
  }
}

export interface RunAsyncOptions {
  /** Stop between two steps; the world stays as it is then. */
  readonly signal?: AbortSignal;
}

/** Steps between two breaths, in which the process hears a signal: some milliseconds. */
const STEPS_A_BREATH = 500;

/** For judges that take their time: virtual time stands still until the verdicts of a call are in. */
export async function runAsync(world: World, { signal }: RunAsyncOptions = {}): Promise<Ending | 'aborted'> {
  for (let steps = 1; ; steps++) {
    if (signal?.aborted) return 'aborted';
    const advance = world.step();
    if (advance.kind === 'idle') return advance.ending;
    if (advance.kind === 'waiting') world.provide(await advance.verdicts);
    else if (signal !== undefined && steps % STEPS_A_BREATH === 0) await breath();
  }
}

/** One turn of the event loop. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
