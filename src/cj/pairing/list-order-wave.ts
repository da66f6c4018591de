/**
 * Pair selection of the policies of 2025 (06): the first unseen pairs in list order, (1-2), (1-3), …, (2-3), ….
 * `service-2025-11-16` lists essays as stored and shows the earlier one as A; `service-2025-11-27` shuffles them
 * first and draws who is shown as A.
 */
import { byCodePoint } from '../code-point-order.js';
import type { EssayId } from '../words.js';
import type { OrderedPair } from './ordered-pair.js';
import type { PairHistory } from './pair-history.js';

/** `list` holds places in the net; the earlier of the list comes first in a pair. At most `limit` pairs. */
export function listOrderWave(
  list: readonly number[],
  asked: Pick<PairHistory, 'isAsked'>,
  limit: number,
): readonly OrderedPair[] {
  const wave: OrderedPair[] = [];
  for (const [position, a] of list.entries()) {
    for (const b of list.slice(position + 1)) {
      if (wave.length >= limit) return wave;
      if (!asked.isAsked(a, b)) wave.push({ a, b });
    }
  }
  return wave;
}

/** The net as stored. */
export function storedList(ids: readonly EssayId[]): readonly number[] {
  return ids.map((_, place) => place);
}

/** The net in random order: by one number in [0, 1) an essay, ties by id. */
export function shuffledList(ids: readonly EssayId[], chance: (id: EssayId) => number): readonly number[] {
  const numbers = ids.map(chance);
  return ids
    .map((_, place) => place)
    .sort((i, j) => numbers[i]! - numbers[j]! || byCodePoint(ids[i]!, ids[j]!));
}
