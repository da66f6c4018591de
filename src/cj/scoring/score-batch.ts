/** One whole fit of a batch: scores, standard errors, summary and flags, as a continuation stores them. */
import type { Settings } from '../settings.js';
import { type BradleyTerryFit, fitBradleyTerry, type StartingScores } from './bradley-terry.js';
import { type ComparisonNet, type ComparisonRow, comparisonNet } from './comparison-net.js';
import { fitMap } from './map-fit.js';
import { type QualityFlags, qualityFlags } from './quality-flags.js';
import type { ScoredNet } from './ranking.js';
import type { NetEssay, SeReferenceRule } from './se-reference.js';
import { type SeSummary, seSummary } from './se-summary.js';
import { standardErrors } from './standard-errors.js';

/** The parts in which policies differ. */
export interface ScoringRules {
  readonly seReference: SeReferenceRule;
  /** An essay without information gets the cap as its standard error, not 0. */
  readonly isolatedSeAtCap: boolean;
}

export type BatchScores =
  | (ScoredNet & { readonly kind: 'scored'; readonly summary: SeSummary; readonly flags: QualityFlags })
  | { readonly kind: 'failed'; readonly reason: 'insufficient_comparisons' | 'score_convergence_failed' };

export interface ScoringOptions {
  /** The scores stored last; they only save rounds. */
  readonly start?: StartingScores;
  /** Which estimator, default the service's. */
  readonly settings?: Pick<Settings, 'BT_ESTIMATOR' | 'BT_PRIOR_SD'>;
}

/** Logits. `essays` in stored order, on which the reference of the standard errors depends; `rows` in any order. */
export function scoreBatch(
  essays: readonly NetEssay[],
  rows: Iterable<ComparisonRow>,
  rules: ScoringRules,
  { start, settings }: ScoringOptions = {},
): BatchScores {
  const net = comparisonNet(
    essays.map((essay) => essay.id),
    rows,
  );
  const fit: Estimate =
    settings?.BT_ESTIMATOR === 'map' ? mapEstimate(net, settings.BT_PRIOR_SD) : fitBradleyTerry(net, start);
  if (fit.kind !== 'fitted') return { kind: 'failed', reason: fit.kind };
  const errors = standardErrors(net, fit.scores, rules.seReference(essays), {
    isolatedAtCap: rules.isolatedSeAtCap,
  });
  const summary = seSummary(net, errors);
  return {
    kind: 'scored',
    net,
    scores: fit.scores,
    standardErrors: errors,
    summary,
    flags: qualityFlags(summary),
  };
}

/** The scores of either estimator, or why there are none. */
type Estimate =
  | { readonly kind: 'fitted'; readonly scores: Float64Array }
  | Exclude<BradleyTerryFit, { readonly kind: 'fitted' }>;

function mapEstimate(net: ComparisonNet, priorSd: number | null): Estimate {
  if (net.comparisonCount === 0) return { kind: 'insufficient_comparisons' };
  return { kind: 'fitted', scores: fitMap(net, priorSd ?? undefined).theta };
}

/** Scores by essay id, in stored order. */
export function scoresById(scored: ScoredNet): ReadonlyMap<string, number> {
  const byId = new Map<string, number>();
  for (const [id, index] of scored.net.indexOf) byId.set(id, scored.scores[index] ?? 0);
  return byId;
}
