/** The correction of an adaptive SSR as a clause that ends a sentence, and what it says of the SSR. */
import type { CorrectedSsr } from './adaptive-correction.js';
import { figure } from './figure.js';

export function correctionWords(found: CorrectedSsr): string {
  if (Number.isNaN(found.reliability)) {
    return (
      `has no correction by a parametric bootstrap of ${found.strategy} pairing: sessions of its size show a ` +
      `${found.observed < found.coinSsr ? 'higher' : 'lower'} one, whatever the abilities (coin tosses ${figure(found.coinSsr, 2)}).`
    );
  }
  return (
    `corrected by a parametric bootstrap of ${found.strategy} pairing: ${figure(found.reliability, 2)} ` +
    `${intervalWords(found)} (90 %); coin tosses under this design reach an SSR of ${figure(found.coinSsr, 2)}.`
  );
}

/** Whether the SSR lies above, within or below the interval, and within it above that of coins; the reliability is what to read beyond it. */
export function correctionVerdict(found: CorrectedSsr): string {
  const { observed, low, high } = found;
  if (Number.isNaN(found.reliability)) {
    return (
      `${figure(observed, 3)} is none that ${found.strategy} pairing gives: perhaps another rule chose them (--pairing NAME), or one that looks at no ` +
      'results (--design fixed), or the judges are not as the model has them'
    );
  }
  const shown = `${figure(observed, 3)} lies`;
  const corrected = `the corrected ${figure(found.reliability, 2)} ${intervalWords(found)}`;
  if (observed > high)
    return `${shown} above ${corrected}, and is too high: read the corrected one as reliability`;
  if (observed < low) return `${shown} below ${corrected}: read the corrected one as reliability`;
  const within = `${shown} within the interval of ${corrected}`;
  return observed > found.coinSsr
    ? `${within}: nothing shows that it is too high`
    : `${within}, but coin tosses reach as much: it does not tell the judges from coins`;
}

function intervalWords({ low, high }: CorrectedSsr): string {
  return `[${figure(low, 2)}, ${figure(high, 2)}]`;
}
