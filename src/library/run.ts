/** Runs a world to its end, or to a stop point. */
import * as z from 'zod';
import { UserError } from '../cj/errors.js';
import { optionsCheck, signalOption } from '../input/check-options.js';
import type { StopPoint } from '../sim/stop-point.js';
import { World } from '../sim/world.js';
import type { Advance, Ending } from '../sim/world-parts.js';

export interface RunOptions {
  /** Stop at the first of these; the world can go on from there. */
  readonly stopAt?: readonly StopPoint[];
}

/** For judges that answer at once. Throws a UserError for one that does not. */
export function run(world: World, options: RunOptions = {}): Ending {
  checkWorld('run()', world);
  checkRunOptions(options);
  const { stopAt = [] } = options;
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
  /** Stop between two steps, also while a verdict is awaited; the world stays as it is then. */
  readonly signal?: AbortSignal;
}

/** Steps between two breaths, in which the process hears a signal such as Ctrl-C: some milliseconds. */
const STEPS_A_BREATH = 500;

/** For judges that take their time: virtual time stands still until the verdicts of a call are in. */
export function runAsync(
  world: World,
  options?: RunAsyncOptions & { readonly signal?: never },
): Promise<Ending>;
/** `aborted`: the signal was heard before the end. */
export function runAsync(world: World, options: RunAsyncOptions): Promise<Ending | 'aborted'>;
export async function runAsync(world: World, options: RunAsyncOptions = {}): Promise<Ending | 'aborted'> {
  checkWorld('runAsync()', world);
  checkRunAsyncOptions(options);
  const { signal, stopAt = [] } = options;
  for (let steps = 1; ; steps++) {
    if (signal?.aborted) return 'aborted';
    if (stopsBefore(world, stopAt)) return 'stopped';
    const advance = world.step();
    if (advance.kind === 'idle') return advance.ending;
    if (stopsAfter(advance, stopAt)) return 'stopped';
    if (advance.kind === 'waiting') {
      const verdicts = await unlessAborted(advance.verdicts, signal);
      if (verdicts === null) return 'aborted';
      world.provide(verdicts);
    } else if (signal !== undefined && steps % STEPS_A_BREATH === 0) await breath();
  }
}

/** What is to come, or null as soon as the signal is heard. */
function unlessAborted<Value>(
  coming: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value | null> {
  if (signal === undefined) return coming;
  return new Promise((resolve, reject) => {
    const abort = () => resolve(null);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    coming.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

const STOP_AT = z
  .array(z.custom<StopPoint>(isStopPoint, 'must have the functions isBefore and isAfter'))
  .optional();
const checkRunOptions = optionsCheck('run()', { stopAt: STOP_AT });
const checkRunAsyncOptions = optionsCheck('runAsync()', { stopAt: STOP_AT, signal: signalOption });

function isStopPoint(value: unknown): boolean {
  const { isBefore, isAfter } = (value ?? {}) as Partial<StopPoint>;
  return typeof isBefore === 'function' && typeof isAfter === 'function';
}

/** A program without types may give anything. */
function checkWorld(call: string, world: unknown): void {
  if (world instanceof World) return;
  throw new UserError({
    code: 'no_world',
    message: `${call} takes a world, and this is none`,
    fix: 'Give what createWorld makes of a plan: run(createWorld({ plan }))',
    where: 'world',
  });
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
