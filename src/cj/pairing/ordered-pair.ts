/**
 * Two essays by their place in the net's stored order. What the order says is up to the one who gives it:
 * smaller id first for a pair that is still to be oriented, shown as A first for one that is.
 */
export interface OrderedPair {
  readonly a: number;
  readonly b: number;
}
