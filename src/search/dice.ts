/** Keyed throws for a random scenario: each has a name, so that one more disturbs no other. */
import { createDraw } from '../sim/randomness.js';

export interface Dice {
  readonly chance: (name: string, probability: number) => boolean;
  readonly whole: (name: string, least: number, most: number) => number;
  readonly pick: <Item>(name: string, items: readonly Item[]) => Item;
}

export function diceOf(number: number): Dice {
  const draw = createDraw(`search/${number}`);
  const whole = (name: string, least: number, most: number) =>
    least + Math.floor(draw('search', name) * (most - least + 1));
  return {
    chance: (name, probability) => draw('search', name) < probability,
    whole,
    pick: (name, items) => items[whole(name, 0, items.length - 1)] as (typeof items)[number],
  };
}
