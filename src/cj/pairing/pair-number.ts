/** A number in [0, 1) for every unordered pair of a net, from one field of draws. */
import { idHash } from '../draw.js';
import type { EssayId } from '../words.js';
import { placesById } from './places-by-id.js';

/** The number of a pair of places in the net; the same for (i, j) and (j, i). */
export type PairNumber = (i: number, j: number) => number;

/** `field` is `draw.field(purpose, …)`; it is asked with the hashes of (smaller id, greater id). */
export function pairNumber(ids: readonly EssayId[], field: (a: number, b: number) => number): PairNumber {
  const hashes = Uint32Array.from(ids, idHash);
  const rank = new Int32Array(ids.length);
  placesById(ids).forEach((place, position) => {
    rank[place] = position;
  });
  return (i, j) => (rank[i]! < rank[j]! ? field(hashes[i]!, hashes[j]!) : field(hashes[j]!, hashes[i]!));
}
