import type { JsonObject } from '../../cj/stored-value.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';

export type Same = readonly [what: string, found: unknown, expected: unknown];

/** The first of several values that is not as expected. Keys may come in any order. */
export function differs(what: string, given: JsonObject, values: readonly Same[]): Broken | null {
  for (const [which, found, expected] of values)
    if (plain(found) !== plain(expected)) return broken(`${what}: ${which}`, { found, expected, ...given });
  return null;
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
