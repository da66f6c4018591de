/** Rademacher vectors, but of fixed signs: they stand for random ones where the trace of an inverse is estimated (Hutchinson, 1990). */

export const PROBES = 6;
const MOST_PROBES = 60;
/** Probes times comparisons: few comparisons say little of a spread, and drown in the noise of few probes. */
const ENOUGH = 60_000;

/** The fewer comparisons, the more probes: they cost as little. */
export function probesFor(comparisons: number): number {
  return Math.min(MOST_PROBES, Math.max(PROBES, Math.ceil(ENOUGH / comparisons)));
}

/** +1 or −1 by place: bits of a fixed mixing of place and probe (Steele & Vigna, 2021: the finaliser of MurmurHash3). */
export function probeSigns(size: number, probe: number): Float64Array {
  const start = 1 + (probe % PROBES) + Math.imul(Math.floor(probe / PROBES), 0x9e3779b9);
  return Float64Array.from({ length: size }, (_, i) => {
    let x = (i * PROBES + start) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) & 1) === 0 ? 1 : -1;
  });
}
