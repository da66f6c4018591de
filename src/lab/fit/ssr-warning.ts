/** What must be said beside SSR and split-half, by how the pairs were chosen (Bramley 2015; Bramley & Vitello 2019). */
import type { EstimatorFit } from './estimator-fit.js';
import type { Fit } from './fit.js';

/** Sentences; none where the fit has neither figure. `fitted`: the estimator whose SSR is shown, if it has one. */
export function ssrWarnings(fit: Fit, fitted: EstimatorFit | undefined): readonly string[] {
  const hasSsr = typeof fitted?.reliability?.ssr === 'number';
  const hasHalves = (fit.splitHalves?.by_comparison ?? fit.splitHalves?.by_judge ?? null) !== null;
  if (!hasSsr && !hasHalves) return [];
  const figures = [...(hasSsr ? ['SSR'] : []), ...(hasHalves ? ['split-half'] : [])].join(' and ');
  const design = designWarning(fit.design, figures, hasSsr && hasHalves);
  const { parts } = fit.connectivity;
  return [
    ...(design === null ? [] : [design]),
    ...(parts.length > 1
      ? [
          `The net falls into ${parts.length} parts, whose scores are not comparable: ${figures} cannot tell how far apart ` +
            'the parts are, and take each to have the same mean.',
        ]
      : []),
  ];
}

function designWarning(design: Fit['design'], figures: string, isPlural: boolean): string | null {
  if (design === 'fixed') return null;
  if (design === 'adaptive') {
    return (
      `The pairs were chosen by earlier results: ${figures} ${isPlural ? 'are' : 'is'} then too high, up to .9 for a judge ` +
      `that only tosses coins. Do not read ${isPlural ? 'them' : 'it'} as reliability.`
    );
  }
  const start = `${figures.slice(0, 1).toUpperCase()}${figures.slice(1)}`;
  return (
    `${start} ${isPlural ? 'are reliabilities' : 'is a reliability'} only if the pairs were chosen without regard to ` +
    'earlier results; give --design fixed if so.'
  );
}
