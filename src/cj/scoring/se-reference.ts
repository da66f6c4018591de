/** The rules by which a policy chooses the essay whose standard error is 0 (06, "SE reference"). */
import { byCodePoint } from '../code-point-order.js';
import type { EssayId } from '../words.js';

/** A node of a net. */
export interface NetEssay {
  readonly id: EssayId;
  readonly is_anchor: boolean;
}

/**
 * From the essays in stored order (at least one) to the index of the reference in the net. An essay that is
 * listed twice has one index, as in `comparisonNet`.
 */
export type SeReferenceRule = (essays: readonly NetEssay[]) => number;

/** The anchor that comes last in stored order; without anchors the essay with the greatest id. */
export const lastAnchorOrGreatestId: SeReferenceRule = (essays) => {
  const anchor = essays.findLast((essay) => essay.is_anchor);
  return anchor ? netIndex(essays, anchor.id) : greatestId(essays);
};

/** The essay with the greatest id by code point. */
export const greatestId: SeReferenceRule = (essays) => {
  let greatest = '';
  for (const { id } of essays) if (byCodePoint(id, greatest) > 0) greatest = id;
  return netIndex(essays, greatest);
};

/** The essay that comes last in stored order, whoever wrote it. */
export const lastEssay: SeReferenceRule = (essays) => netIndex(essays, essays.at(-1)?.id ?? '');

function netIndex(essays: readonly NetEssay[], id: string): number {
  const distinct = new Set<string>();
  for (const essay of essays) {
    if (essay.id === id) break;
    distinct.add(essay.id);
  }
  return distinct.size;
}
