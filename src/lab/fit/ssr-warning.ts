/** What must be said beside SSR and split-half, by how the pairs were chosen (Bramley 2015; Bramley & Vitello 2019). */
import { correctionVerdict } from './correction-words.js';
import type { EstimatorFit } from './estimator-fit.js';
import type { Fit } from './fit.js';

/** Sentences; none where the fit has neither figure. `fitted`: the estimator whose SSR is shown, if it has one. */
export function ssrWarnings(fit: Fit, fitted: EstimatorFit | undefined): readonly string[] {
  const hasSsr = typeof fitted?.reliability?.ssr === 'number';
  const hasHalves = (fit.splitHalves?.by_comparison ?? fit.splitHalves?.by_judge ?? null) !== null;
  if (!hasSsr && !hasHalves) return [];
  const figures = [...(hasSsr ? ['SSR'] : []), ...(hasHalves ? ['split-half'] : [])].join(' and ');
  const { parts } = fit.connectivity;
  return [
    ...designWarnings(fit, { hasSsr, hasHalves, figures }),
    ...(parts.length > 1
      ? [
          `The net falls into ${parts.length} parts, whose scores are not comparable: ${figures} cannot tell how far apart ` +
            `the parts are, and ${hasSsr && hasHalves ? 'take' : 'takes'} each to have the same mean.`,
        ]
      : []),
  ];
}

interface Shown {
  readonly hasSsr: boolean;
  readonly hasHalves: boolean;
  /** Both in words. */
  readonly figures: string;
}

function designWarnings({ design, correctedSsr, fits }: Fit, shown: Shown): readonly string[] {
  const { hasSsr, hasHalves, figures } = shown;
  if (design === 'fixed') return [];
  if (design === 'unknown') {
    const start = `${figures.slice(0, 1).toUpperCase()}${figures.slice(1)}`;
    return [
      `${start} ${hasSsr && hasHalves ? 'are reliabilities' : 'is a reliability'} only if the pairs were chosen without ` +
        'regard to earlier results; give --design fixed if so.',
    ];
  }
  const own = fits.get('btm')?.standardErrors === 'full' ? '(own standard errors) ' : '';
  const isCorrected = hasSsr && correctedSsr !== null;
  const because = 'The pairs were chosen by earlier results';
  if (!isCorrected) {
    return [
      `${because}: ${figures} can be too high, up to .9 for a judge that only tosses coins, and nothing here says by how much.`,
    ];
  }
  return [
    `${because}: SSR ${own}${correctionVerdict(correctedSsr)}.`,
    ...(hasHalves ? ['Split-half is not corrected, and can be too high for the same reason.'] : []),
  ];
}
