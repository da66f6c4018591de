/** The correction of an adaptive SSR as a clause that ends a sentence. */
import type { CorrectedSsr } from './adaptive-correction.js';

export function correctionWords({ strategy, reliability, low, high, coinSsr }: CorrectedSsr): string {
  return (
    `corrected by a parametric bootstrap of ${strategy} pairing: ${reliability.toFixed(2)} ` +
    `[${low.toFixed(2)}, ${high.toFixed(2)}] (90 %); coin tosses under this design reach an SSR of ${coinSsr.toFixed(2)}.`
  );
}
