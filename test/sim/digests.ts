/** The digests of the shipped scenarios: as they are now, and as they are pinned. Not a test itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/files/package-root.js';
import { createWorld, type WorldOptions } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { planned } from './planned.js';

export const PINNED_DIGESTS = join(packageRoot(), 'test/fixtures/digests.json');

export function pinnedDigests(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(PINNED_DIGESTS, 'utf8')) as Readonly<Record<string, string>>;
}

/** `seed` null: the scenario's own. */
export function digestOf(
  name: string,
  seed: string | null,
  options: Omit<WorldOptions, 'plan'> = {},
): string {
  using world = createWorld({ plan: planned(name, [], seed === null ? {} : { seed }), ...options });
  run(world);
  return world.digest();
}
