/** Vectors of fixed signs that stand for random ones where the trace of an inverse is estimated (Hutchinson, 1990). */

export const PROBES = 6;

/** +1 or −1 by place: bits of a fixed mixing of place and probe (Steele & Vigna, 2021: the finaliser of MurmurHash3). */
export function probeSigns(size: number, probe: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    let x = (i * PROBES + probe + 1) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) & 1) === 0 ? 1 : -1;
  });
}
