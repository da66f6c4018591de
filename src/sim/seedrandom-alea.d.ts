/**
 * The one generator of seedrandom that cjsim uses, typed for its own file: the package's entry point would
 * also bring Node's crypto and put a function on `Math`.
 */
declare module 'seedrandom/lib/alea.js' {
  import type { PRNG } from 'seedrandom';

  export default function alea(seed: string): PRNG;
}
