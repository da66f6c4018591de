/**
 * Who is shown as A: orients the pairs of a wave one after the other, each seeing the skews that the ones before it
 * leave (03, "Orientation"). The rules themselves are in orientation-rules.ts.
 */
import type { EssayId, PairMode } from '../words.js';
import type { OrderedPair } from './ordered-pair.js';
import type { PairHistory } from './pair-history.js';

export interface OrientationInput {
  readonly mode: PairMode;
  readonly ids: readonly EssayId[];
  readonly history: Pick<PairHistory, 'skews' | 'timesShown'>;
  readonly isAnchor: (place: number) => boolean;
  /** A number in [0, 1) for the pair (x, y); asked only where chance decides. Below 0.5, x is A. */
  readonly chance: (x: number, y: number) => number;
}

/** Why an essay is shown first; stored in nothing, read by tests and explanations. */
export type OrientationBranch =
  | 'complement'
  | 'both_even_random'
  | 'opposite'
  | 'smaller_sum'
  | 'equal_random'
  | 'random'
  | 'anchor_first'
  | 'list_order'
  | 'id_order';

export interface OrientationChoice {
  readonly xFirst: boolean;
  readonly branch: OrientationBranch;
}

/** `skews`: times as A minus times as B of every essay, in the rows and in what this wave has planned already. */
export type OrientationRule = (
  x: number,
  y: number,
  skews: Readonly<Int32Array>,
  input: OrientationInput,
) => OrientationChoice;

/** `a` is shown as A. */
export interface OrientedPair extends OrderedPair {
  readonly branch: OrientationBranch;
}

export function orientWave(
  pairs: readonly OrderedPair[],
  rule: OrientationRule,
  input: OrientationInput,
): readonly OrientedPair[] {
  const skews = input.history.skews.slice();
  return pairs.map(({ a: x, b: y }) => {
    const { xFirst, branch } = rule(x, y, skews, input);
    const oriented = xFirst ? { a: x, b: y, branch } : { a: y, b: x, branch };
    skews[oriented.a]!++;
    skews[oriented.b]!--;
    return oriented;
  });
}
