/** The best matching of a small graph, found by trying every one: what 03 asks of a wave, without a clever word. */

export interface BestMatching {
  readonly pairs: number;
  readonly weight: number;
}

/** Most pairs, then the greatest weight. `weight` is null where two nodes must not meet. 2^size · size steps. */
export function bestMatching(size: number, weight: (i: number, j: number) => number | null): BestMatching {
  const best: BestMatching[] = [{ pairs: 0, weight: 0 }];
  for (let set = 1; set < 1 << size; set++) {
    const last = 31 - Math.clz32(set);
    const rest = set & ~(1 << last);
    let found = best[rest] as BestMatching;
    for (let other = 0; other < last; other++) {
      if ((rest & (1 << other)) === 0) continue;
      const together = weight(other, last);
      if (together === null) continue;
      const before = best[rest & ~(1 << other)] as BestMatching;
      const joined = { pairs: before.pairs + 1, weight: before.weight + together };
      if (isBetter(joined, found)) found = joined;
    }
    best.push(found);
  }
  return best[(1 << size) - 1] as BestMatching;
}

function isBetter(a: BestMatching, b: BestMatching): boolean {
  return a.pairs > b.pairs || (a.pairs === b.pairs && a.weight > b.weight);
}
