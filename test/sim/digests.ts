/** The digests of the shipped scenarios: as they are now, and as they are pinned. Not a test itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/files/package-root.js';
import { createWorld, type WorldOptions } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { type LogLevel, logLines } from '../../src/report/log-lines.js';
import { readStoredWorld } from '../../src/report/stored-world.js';
import { parseUntil } from '../../src/sim/parse-until.js';
import type { World } from '../../src/sim/world.js';
import { planned } from './planned.js';

export const PINNED_DIGESTS = join(packageRoot(), 'test/fixtures/digests.json');

export function pinnedDigests(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(PINNED_DIGESTS, 'utf8')) as Readonly<Record<string, string>>;
}

export interface DigestOptions extends Omit<WorldOptions, 'plan'> {
  /** Read the world's log at this level in mid-run, where a file holds it, and at the end. */
  readonly logLevel?: LogLevel;
}

/** `seed` null: the scenario's own. */
export function digestOf(name: string, seed: string | null, options: DigestOptions = {}): string {
  const { logLevel, ...rest } = options;
  const plan = planned(name, [], seed === null ? {} : { seed });
  using world = createWorld({ plan, ...rest });
  if (logLevel === undefined) {
    run(world);
    return world.digest();
  }
  if (rest.database !== undefined) {
    run(world, { stopAt: [parseUntil(String(MIDDLE), plan)] });
    if (logLevel === 'debug' && linesAt(world, logLevel).length === 0) throw new Error('nothing was logged');
  }
  world.seal(run(world));
  linesAt(world, logLevel);
  return world.digest();
}

/** A step that every scenario reaches. */
const MIDDLE = 15;

export function linesAt({ store }: World, level: LogLevel): readonly string[] {
  return logLines(readStoredWorld(store), { batch: null, actor: null, level });
}
