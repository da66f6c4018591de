/**
 * The connected parts of a graph: for each node the number of its part. Parts are numbered 0, 1, … in the
 * order of their first nodes. Edge k joins `low[k]` and `high[k]`.
 */
export function connectedParts(size: number, low: ArrayLike<number>, high: ArrayLike<number>): Int32Array {
  const leader = new Int32Array(size);
  for (let i = 0; i < size; i++) leader[i] = i;
  const find = (node: number): number => {
    let at = node;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at]!]!;
      at = leader[at]!;
    }
    return at;
  };
  for (let e = 0; e < low.length; e++) {
    const a = find(low[e]!);
    const b = find(high[e]!);
    // The smaller index leads, so a leader comes before the other nodes of its part.
    if (a !== b) leader[Math.max(a, b)] = Math.min(a, b);
  }
  const part = new Int32Array(size);
  let parts = 0;
  for (let i = 0; i < size; i++) {
    const first = find(i);
    part[i] = first === i ? parts++ : part[first]!;
  }
  return part;
}
