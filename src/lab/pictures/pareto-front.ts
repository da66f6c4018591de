/** The points that no other beats: none is both cheaper and better. In the order of cost. */
import { isSameNumber } from '../statistics/is-same-number.js';

export interface Valued {
  readonly cost: number;
  readonly value: number;
}

export function paretoFront<Item extends Valued>(items: readonly Item[]): readonly Item[] {
  const front: Item[] = [];
  const ordered = [...items].sort((a, b) => a.cost - b.cost || b.value - a.value);
  for (const item of ordered) {
    const last = front.at(-1);
    if (last === undefined || (item.value > last.value && !isSameNumber(item.value, last.value)))
      front.push(item);
  }
  return front;
}
