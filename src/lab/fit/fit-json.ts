/** The fit as JSON: the object behind `cjsim fit --json`. Numbers that are not finite become null. */
import type { ComparisonTable } from './comparison-table.js';
import { type Estimator, leadOf } from './estimator-fit.js';
import type { Fit } from './fit.js';
import {
  type CorrectedSsrDocument,
  FIT_SCHEMA_VERSION,
  type FitDocument,
  type RowsDocument,
} from './fit-document.js';
import { partNumbers } from './part-numbers.js';
import type { ReadNotes } from './read-comparisons.js';
import { ssrWarnings } from './ssr-warning.js';

/** Of one estimator; the others are asked for by name. */
export function fitJson(fit: Fit, estimator: Estimator, read?: ReadNotes): FitDocument {
  const named = fit.fits.get(estimator);
  const { table, connectivity } = fit;
  const { words, ...numbers } = connectivity;
  const reliability = named?.reliability ?? null;
  const warnings = ssrWarnings(fit, named);
  return {
    schema_version: FIT_SCHEMA_VERSION,
    estimator,
    standard_errors: named?.standardErrors ?? null,
    notes: named?.notes ?? [],
    ...itemsJson(fit, estimator),
    judges: table.judges.map((id, j) => {
      const { n = 0, infit, outfit } = named?.judgeMisfit[j] ?? {};
      return { id, n, infit: finite(infit), outfit: finite(outfit) };
    }),
    ssr: finite(reliability?.ssr),
    ssr_design: fit.design,
    ssr_warning: warnings.length === 0 ? null : warnings.join(' '),
    ssr_corrected: correctedJson(fit),
    separation: finite(reliability?.sepG),
    rasch_separation: finite(reliability?.raschSeparation),
    mean_se: finite(reliability?.meanSe),
    sd: finite(reliability?.sd),
    split_half: {
      by_comparison: fit.splitHalves?.by_comparison ?? null,
      by_judge: fit.splitHalves?.by_judge ?? null,
      rows_without_judge: fit.splitHalves?.rows_without_judge ?? null,
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
    prior: { sd: fit.prior.priorSd, from: fit.prior.priorFrom, at_limit: fit.prior.priorAtLimit },
    connectivity: { ...numbers, words },
    rows: rowsJson(table, read),
  };
}

/** Best first; by another estimator where the named one has no finite scale. */
function itemsJson(
  { table, n, wins, fits, connectivity }: Fit,
  estimator: Estimator,
): Pick<FitDocument, 'ordered_by' | 'items'> {
  const named = fits.get(estimator);
  const order = named?.hasScale ? named : leadOf(fits);
  const parts = partNumbers(table.items, connectivity.parts);
  const groups = partNumbers(table.items, connectivity.strong_parts);
  const places = [...table.items.keys()].sort((i, j) => (order?.theta[j] ?? 0) - (order?.theta[i] ?? 0));
  return {
    ordered_by: order?.estimator ?? null,
    items: places.map((i) => ({
      id: table.items[i] ?? '',
      part: parts[i] ?? 0,
      strong_part: groups[i] ?? 0,
      n: n[i] ?? 0,
      wins: wins[i] ?? 0,
      theta: finite(named?.theta[i]),
      se: finite(named?.se[i]),
      infit: finite(named?.misfit[i]?.infit),
      outfit: finite(named?.misfit[i]?.outfit),
    })),
  };
}

/** Of an adaptive design, by a parametric bootstrap. */
function correctedJson({ correctedSsr }: Fit): CorrectedSsrDocument | null {
  if (correctedSsr === null) return null;
  return {
    observed: finite(correctedSsr.observed),
    standard_errors: 'own',
    reliability: finite(correctedSsr.reliability),
    low: finite(correctedSsr.low),
    high: finite(correctedSsr.high),
    coin_ssr: finite(correctedSsr.coinSsr),
    pairing: correctedSsr.strategy,
  };
}

/** How the file was read: rows that could be used, and those with a problem. */
export function rowsJson(table: ComparisonTable, read?: ReadNotes): RowsDocument {
  return {
    usable: table.decisions.length,
    columns: read?.columns ?? {},
    unread: read?.unread ?? [],
    impossible: read?.impossible ?? [],
    duplicates: read?.duplicates ?? [],
    unordered: read?.unordered ?? [],
    order: table.order ?? null,
  };
}

function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}
