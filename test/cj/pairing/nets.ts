/** Nets for the tests of pairing. Not a test itself. */

import type { OrderedPair } from '../../../src/cj/pairing/ordered-pair.js';
import { PairHistory, type PairRow } from '../../../src/cj/pairing/pair-history.js';
import type { EssayId, Winner } from '../../../src/cj/words.js';

export function essayIds(count: number): readonly EssayId[] {
  return Array.from({ length: count }, (_, i) => `e${String(i).padStart(3, '0')}` as EssayId);
}

export function named(...names: readonly string[]): readonly EssayId[] {
  return names.map((name) => name as EssayId);
}

/** Rows written as 'a-b' (open), 'a>b' (a wins), 'a<b' (b wins), 'a!b' (error); a is shown as A. */
export function rows(...short: readonly string[]): readonly PairRow[] {
  const winners: Readonly<Record<string, Winner | null>> = {
    '-': null,
    '>': 'essay_a',
    '<': 'essay_b',
    '!': 'error',
  };
  return short.map((text) => {
    const [, a = '', sign = '', b = ''] = /^(\w+)([-<>!])(\w+)$/.exec(text) ?? [];
    return [a, b, winners[sign] ?? null];
  });
}

export function historyOf(ids: readonly EssayId[], ...short: readonly string[]): PairHistory {
  return new PairHistory(ids, rows(...short));
}

/** Pairs by id, 'a-b' with the first one first. */
export function texts(ids: readonly EssayId[], pairs: readonly OrderedPair[]): readonly string[] {
  return pairs.map(({ a, b }) => `${ids[a]}-${ids[b]}`);
}

/** A number in [0, 1) from a seed and two integers; good enough to vary tests. */
export function fieldOf(seed: number): (a: number, b: number) => number {
  return (a, b) => {
    let mixed =
      Math.imul(seed + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a + 1, 0xc2b2ae35) ^ Math.imul(b + 1, 0x27d4eb2f);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
