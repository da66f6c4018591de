/** The rules by which a pair is oriented (03, "Orientation"), and the two that brought historical defects. */
import { byCodePoint } from '../code-point-order.js';
import type { OrientationChoice, OrientationRule } from './orientation.js';

/**
 * `fair_complement`. Resampling: if exactly one orientation of the pair was seen, the other. Otherwise both skews 0 →
 * chance; one above and the other below 0 → the one below is A; else the order with the smaller
 * |skew of A + 1| + |skew of B − 1|; equal → chance.
 */
export const fairComplement: OrientationRule = (x, y, skews, input) => {
  if (input.mode === 'resampling') {
    const seenXFirst = input.history.timesShown(x, y) > 0;
    const seenYFirst = input.history.timesShown(y, x) > 0;
    if (seenXFirst !== seenYFirst) return { xFirst: seenYFirst, branch: 'complement' };
  }
  const bySkews = fairerOrder(skews[x]!, skews[y]!);
  if (typeof bySkews === 'object') return bySkews;
  return { xFirst: input.chance(x, y) < 0.5, branch: bySkews };
};

/** What the skews decide, or why chance has to. */
function fairerOrder(skewX: number, skewY: number): OrientationChoice | 'both_even_random' | 'equal_random' {
  if (skewX === 0 && skewY === 0) return 'both_even_random';
  if (skewX * skewY < 0) return { xFirst: skewX < 0, branch: 'opposite' };
  const xAsA = Math.abs(skewX + 1) + Math.abs(skewY - 1);
  const yAsA = Math.abs(skewX - 1) + Math.abs(skewY + 1);
  return xAsA === yAsA ? 'equal_random' : { xFirst: xAsA < yAsA, branch: 'smaller_sum' };
}

/** `random`: chance alone. */
export const randomOrientation: OrientationRule = (x, y, _skews, input) => ({
  xFirst: input.chance(x, y) < 0.5,
  branch: 'random',
});

/** The defect `anchor-first`: an anchor is shown before a student; of two of a kind the earlier in the list. */
export const anchorFirst: OrientationRule = (x, y, _skews, input) => {
  const anchorX = input.isAnchor(x);
  return anchorX === input.isAnchor(y)
    ? { xFirst: x < y, branch: 'list_order' }
    : { xFirst: anchorX, branch: 'anchor_first' };
};

/** The defect `id-order-orientation`: `fair_complement`, but where chance should decide the smaller id is A. */
export const idOrder: OrientationRule = (x, y, skews, input) => {
  let byId = false;
  const smallerFirst = () => {
    byId = true;
    return byCodePoint(input.ids[x]!, input.ids[y]!) < 0 ? 0 : 0.5;
  };
  const choice = fairComplement(x, y, skews, { ...input, chance: smallerFirst });
  return byId ? { ...choice, branch: 'id_order' } : choice;
};
