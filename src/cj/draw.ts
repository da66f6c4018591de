/**
 * Randomness as the rules see it: numbers addressed by a key, never a generator with a state.
 * The implementation is in src/sim/randomness.ts; a rule receives a `Draw` and never a seed.
 */

export type KeyPart = string | number;

/** Many numbers in [0, 1) under one key, by two 32-bit integers such as `idHash(essayId)`. Not symmetric in them. */
export type Field = (a: number, b: number) => number;

export interface Draw {
  /**
   * A uniform number in [0, 1) that depends on the run's seed, the purpose and the key alone.
   * Key parts are structural (batch label, pair, attempt, …), never a counter or a time.
   */
  (purpose: string, ...key: readonly KeyPart[]): number;
  /** Numbers whose keys begin alike: `draw.under(purpose, …key)(last)` is `draw(purpose, …key, last)`. */
  under(purpose: string, ...key: readonly KeyPart[]): (last: KeyPart) => number;
  /** A version 4 uuid from the same kind of key. */
  uuid(purpose: string, ...key: readonly KeyPart[]): string;
  /** Many cheap numbers from the same kind of key. */
  field(purpose: string, ...key: readonly KeyPart[]): Field;
}

/** A 32-bit hash of an id for `Draw.field` (FNV-1a over UTF-16 units, http://www.isthe.com/chongo/tech/comp/fnv/). */
export function idHash(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) {
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
