/** Nets for the tests of scoring: by hand, and random ones for properties. Not a test itself. */
import fc from 'fast-check';
import {
  type ComparisonNet,
  type ComparisonRow,
  comparisonNet,
} from '../../../src/cj/scoring/comparison-net.js';
import type { EssayId } from '../../../src/cj/words.js';

export function essayIds(count: number): readonly EssayId[] {
  return Array.from({ length: count }, (_, i) => `e${String(i).padStart(2, '0')}` as EssayId);
}

/** A net from `[winner, loser, times]` over essays 0 … size − 1. */
export function netOf(size: number, wins: readonly Win[]): ComparisonNet {
  return comparisonNet(essayIds(size), rowsOf(size, wins));
}

export type Win = readonly [winner: number, loser: number, times: number];

export function rowsOf(size: number, wins: readonly Win[]): readonly ComparisonRow[] {
  const ids = essayIds(size);
  return wins.map(([winner, loser, times]) => [ids[winner] ?? '', ids[loser] ?? '', 'essay_a', times]);
}

export interface RandomNet {
  readonly size: number;
  readonly wins: readonly Win[];
}

/** Nets with at least one usable comparison; sparse, one-sided and disconnected ones among them. */
export function randomNet(options: {
  readonly maxSize: number;
  readonly maxTimes: number;
}): fc.Arbitrary<RandomNet> {
  return fc.integer({ min: 2, max: options.maxSize }).chain((size) => {
    const essay = fc.integer({ min: 0, max: size - 1 });
    const win = fc
      .tuple(essay, essay, fc.integer({ min: 1, max: options.maxTimes }))
      .filter(([winner, loser]) => winner !== loser);
    return fc.record({ size: fc.constant(size), wins: fc.array(win, { minLength: 1, maxLength: 4 * size }) });
  });
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = Math.abs(a.length - b.length);
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
  return largest;
}
