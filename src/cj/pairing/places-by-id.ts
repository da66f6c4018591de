/** The places of a net in the order of its ids, so that no result depends on the order in which essays are stored. */
import { byCodePoint } from '../code-point-order.js';
import type { EssayId } from '../words.js';

export function placesById(ids: readonly EssayId[]): number[] {
  return ids.map((_, place) => place).sort((i, j) => byCodePoint(ids[i]!, ids[j]!));
}
