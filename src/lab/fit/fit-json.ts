/** The fit as JSON: the object behind `cjsim fit --json`. Numbers that are not finite become null. */
import type { ComparisonTable } from './comparison-table.js';
import type { Estimator, Fit } from './fit.js';
import type { ReadComparisons } from './read-comparisons.js';
import { ssrWarning } from './ssr-warning.js';

export const FIT_SCHEMA_VERSION = 1;

/** Of one estimator; the others are asked for by name. */
export function fitJson(fit: Fit, estimator: Estimator, read?: Omit<ReadComparisons, 'table'>) {
  const named = fit.fits.get(estimator);
  const { table, connectivity } = fit;
  const { words, ...numbers } = connectivity;
  const reliability = named?.reliability ?? null;
  return {
    schema_version: FIT_SCHEMA_VERSION,
    estimator,
    notes: named?.notes ?? [],
    items: table.items
      .map((id, i) => ({
        id,
        n: fit.n[i] ?? 0,
        wins: fit.wins[i] ?? 0,
        theta: finite(named?.theta[i]),
        se: finite(named?.se[i]),
        infit: finite(named?.misfit[i]?.infit),
        outfit: finite(named?.misfit[i]?.outfit),
      }))
      .sort((a, b) => (b.theta ?? 0) - (a.theta ?? 0)),
    judges: table.judges.map((id, j) => {
      const { n = 0, infit, outfit } = named?.judgeMisfit[j] ?? {};
      return { id, n, infit: finite(infit), outfit: finite(outfit) };
    }),
    ssr: finite(reliability?.ssr),
    ssr_design: fit.design,
    ssr_warning: ssrWarning(fit.design),
    /** Of an adaptive design, by a parametric bootstrap. */
    ssr_corrected:
      fit.correctedSsr === null
        ? null
        : {
            reliability: finite(fit.correctedSsr.reliability),
            low: finite(fit.correctedSsr.low),
            high: finite(fit.correctedSsr.high),
            coin_ssr: finite(fit.correctedSsr.coinSsr),
            pairing: fit.correctedSsr.strategy,
          },
    /** sepG, as sirt prints it. */
    separation: finite(reliability?.sepG),
    /** √(SSR/(1 − SSR)). */
    rasch_separation: finite(reliability?.raschSeparation),
    mean_se: finite(reliability?.meanSe),
    sd: finite(reliability?.sd),
    split_half: {
      by_comparison: fit.splitHalves?.by_comparison ?? null,
      by_judge: fit.splitHalves?.by_judge ?? null,
    },
    position_effect:
      fit.positionEffect === null
        ? null
        : {
            eta: finite(fit.positionEffect.eta),
            se: finite(fit.positionEffect.se),
            first_wins: fit.positionEffect.firstWins,
            n: fit.positionEffect.n,
          },
    connectivity: { ...numbers, words },
    rows: rowsJson(table, read),
  };
}

/** How the file was read: rows that could be used, and those with a problem. */
export function rowsJson(table: ComparisonTable, read?: Omit<ReadComparisons, 'table'>) {
  return {
    usable: table.decisions.length,
    columns: read?.columns ?? {},
    impossible: read?.impossible ?? [],
    duplicates: read?.duplicates ?? [],
    unordered: read?.unordered ?? [],
    /** Whether it is known who was `shown` first, or only who is `listed` first. */
    order: table.order ?? null,
  };
}

function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}
