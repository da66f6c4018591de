/** What must be said beside an SSR, by how the pairs were chosen (Bramley 2015; Bramley & Vitello 2019). */
import type { Design } from './fit.js';

export function ssrWarning(design: Design): string | null {
  if (design === 'fixed') return null;
  if (design === 'adaptive') {
    return (
      'The pairs were chosen by earlier results: SSR and split-half are then too high, up to .9 for a judge that only ' +
      'tosses coins. Do not read them as reliability.'
    );
  }
  return 'SSR is a reliability only if the pairs were chosen without regard to earlier results; give --design fixed if so.';
}
