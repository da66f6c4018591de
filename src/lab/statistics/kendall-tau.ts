/**
 * Kendall's τ-b, which corrects for ties: (concordant − discordant) / √((P − Tx)(P − Ty)), with P = n(n − 1)/2 pairs
 * of which Tx are tied in x and Ty in y (Kendall, The treatment of ties in ranking problems, Biometrika 33, 1945).
 * The examples in the manual of scipy.stats come out alike. In O(n log n) by counting the exchanges of a merge sort (Knight, JASA 61, 1966).
 */
export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const counts = pairCounts(x, y);
  const { pairs, tiedX, tiedY, concordant, discordant } = counts;
  // The product of two roots would leave 1.0000000000000002 for orders that are the same.
  const scale = Math.sqrt((pairs - tiedX) * (pairs - tiedY));
  return scale > 0 ? (concordant - discordant) / scale : null;
}

export interface PairCounts {
  readonly pairs: number;
  /** Tied in x, in y (both include pairs tied in both). */
  readonly tiedX: number;
  readonly tiedY: number;
  /** Ordered alike, and oppositely; pairs tied in x or y are neither. */
  readonly concordant: number;
  readonly discordant: number;
}

export function pairCounts(x: ArrayLike<number>, y: ArrayLike<number>): PairCounts {
  const n = x.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const tiedX = tiedPairs(order, (a, b) => x[a] === x[b]);
  const tiedBoth = tiedPairs(order, (a, b) => x[a] === x[b] && y[a] === y[b]);
  const sortedY = Float64Array.from(order, (i) => y[i]!);
  // Within ties of x the values of y ascend, so that no exchange is counted there.
  const discordant = exchanges(sortedY);
  const tiedY = tiedPairs(
    Uint32Array.from({ length: n }, (_, i) => i),
    (a, b) => sortedY[a] === sortedY[b],
  );
  const pairs = (n * (n - 1)) / 2;
  const concordant = pairs - tiedX - tiedY + tiedBoth - discordant;
  return { pairs, tiedX, tiedY, concordant, discordant };
}

/** Pairs among runs of neighbours that are equal. */
function tiedPairs(order: Uint32Array, isEqual: (a: number, b: number) => boolean): number {
  let ties = 0;
  let run = 1;
  for (let k = 1; k <= order.length; k++) {
    if (k < order.length && isEqual(order[k - 1]!, order[k]!)) {
      run++;
      continue;
    }
    ties += (run * (run - 1)) / 2;
    run = 1;
  }
  return ties;
}

/** Sorts in place, and returns how many pairs stood in the wrong order. */
function exchanges(values: Float64Array): number {
  const spare = new Float64Array(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let k = start; k < end; k++) {
        if (right >= end || (left < middle && values[left]! <= values[right]!)) {
          spare[k] = values[left++]!;
        } else {
          count += middle - left;
          spare[k] = values[right++]!;
        }
      }
    }
    values.set(spare);
  }
  return count;
}
