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

/** For judges that take their time: virtual time stands still until the verdicts of a call are in. */
export async function runAsync(world: World, { signal }: RunAsyncOptions = {}): Promise<Ending | 'aborted'> {
  for (;;) {
    if (signal?.aborted) return 'aborted';
    const advance = world.step();
    if (advance.kind === 'idle') return advance.ending;
    if (advance.kind === 'waiting') world.provide(await advance.verdicts);
  }
}
