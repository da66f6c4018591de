/**
 * The one generator of seedrandom that cjsim uses, typed for its own file: the package's entry point would
 * also bring Node's crypto, put a function on `Math`, and take a seed from the surroundings where it is given none.
 */
declare module 'seedrandom/lib/alea.js' {
  export default function alea(seed: string): { readonly int32: () => number };
}
