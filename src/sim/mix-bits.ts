/**
 * Turn 32 bits into 32 bits that look independent of them: every input bit flips each output bit about half
 * of the time, and no two inputs share an output. The constants are `lowbias32` of Chris Wellons's hash
 * prospector (https://github.com/skeeto/hash-prospector, public domain), found by search for the least bias.
 */
export function mixBits(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
