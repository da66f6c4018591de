/** Throws for one sample of a rule, one after the other: a sample is known by its number alone. */
import { createDraw } from '../../sim/randomness.js';

export interface Rolls {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  readonly whole: (least: number, most: number) => number;
  readonly between: (low: number, high: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly shuffled: <Item>(items: readonly Item[]) => readonly Item[];
}

export function rollsOf(name: string, number: number): Rolls {
  const field = createDraw(`rules/${number}`).field(name);
  let thrown = 0;
  const next = () => field(thrown++, 0);
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    between: (low, high) => low + (high - low) * next(),
    pick: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
    shuffled: (items) => {
      const ranked = items.map((item) => ({ item, rank: next() }));
      return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
    },
  };
}

/** `n` times. */
export function times<Item>(n: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: n }, (_, index) => make(index));
}
