/** All anchors of a ranking resolved, and whether a projection is possible with them. */
import type { EssayId } from '../words.js';
import type { StoredGrade } from './anchor-grade-lookup.js';
import { type AnchorMiss, type AnchorResolution, anchorMiss } from './anchor-grades.js';
import { ANCHOR_TIERS, type AnchorTier } from './anchor-tiers.js';
import type { AssessmentContext } from './assessment-context.js';
import type { GradeScale } from './grade-scales.js';
import type { ProjectionRules } from './projection-rules.js';
import { isAnchorRow, type RankingRow } from './ranking-row.js';
import { MISSING_SCORE, type StoredNumber } from './stored-number.js';

/** Whether a grade counts as an anchor grade of the scale. */
export type AcceptsGrade = (grade: StoredGrade, scale: GradeScale) => boolean;

/** `current`: the grade is one of the scale's. */
export const acceptsGradeOfScale: AcceptsGrade = (grade, scale) => isGradeOf(scale, grade);

/** The service: a grade outside the scale counts as distinct too (defect `off-scale-grades-count`). */
export const acceptsAnyGrade: AcceptsGrade = () => true;

export interface ResolvedAnchor {
  readonly els_essay_id: EssayId;
  readonly tier: AnchorTier;
  readonly grade: StoredGrade;
  /** Logits. */
  readonly score: StoredNumber;
}

export interface MissedAnchor extends AnchorMiss {
  readonly els_essay_id: EssayId;
}

export type TierCounts = Readonly<Record<AnchorTier | 'unresolved', number>>;

/** Everything in the order of the rows. */
export interface AnchorResolutions {
  readonly resolved: readonly ResolvedAnchor[];
  readonly misses: readonly MissedAnchor[];
  /** The resolved anchors only. */
  readonly anchorGrades: ReadonlyMap<EssayId, StoredGrade>;
  /** Every anchor; null for a miss. */
  readonly tiers: ReadonlyMap<EssayId, AnchorTier | null>;
  readonly tierCounts: TierCounts;
}

export function resolveAnchors(
  rankings: readonly RankingRow[],
  context: AssessmentContext,
  rules: ProjectionRules,
): AnchorResolutions {
  const resolved: ResolvedAnchor[] = [];
  const misses: MissedAnchor[] = [];
  const tiers = new Map<EssayId, AnchorTier | null>();
  for (const row of rankings.filter(isAnchorRow)) {
    const { els_essay_id } = row;
    const score = rules.readNumber(row.bradley_terry_score, MISSING_SCORE);
    const resolution = usableResolution(row, score, context, rules);
    tiers.set(els_essay_id, resolution.tier);
    if (resolution.tier === null) misses.push({ els_essay_id, ...resolution });
    else resolved.push({ els_essay_id, ...resolution, score });
  }
  const anchorGrades = new Map(resolved.map(({ els_essay_id, grade }) => [els_essay_id, grade]));
  return { resolved, misses, anchorGrades, tiers, tierCounts: countTiers(resolved, misses) };
}

/** Why there are no projections; not an error, the ranking is still published. */
export type UnavailableReason = 'no_rankings' | 'no_anchors' | 'too_few_grades';

/** Fewer than two distinct grades among the resolved anchors cannot order anything. Null: available. */
export function unavailableReason(
  rankings: readonly RankingRow[],
  anchors: Pick<AnchorResolutions, 'tiers' | 'anchorGrades'>,
): UnavailableReason | null {
  if (rankings.length === 0) return 'no_rankings';
  if (anchors.tiers.size === 0) return 'no_anchors';
  return new Set(anchors.anchorGrades.values()).size < 2 ? 'too_few_grades' : null;
}

/** Whether the grade is one of the scale's, which alone calibrate. A number equals none, as in the service. */
export function isGradeOf(scale: GradeScale, grade: StoredGrade): grade is string {
  return typeof grade === 'string' && scale.grades.includes(grade);
}

function usableResolution(
  row: RankingRow,
  score: StoredNumber,
  { scale, lookup }: AssessmentContext,
  rules: ProjectionRules,
): AnchorResolution {
  const found = rules.resolveAnchorGrade(row, lookup);
  if (found.tier === null) return found;
  if (!rules.acceptsGrade(found.grade, scale)) return anchorMiss('off_scale', row, lookup, found.grade);
  return score === 'left_out' ? anchorMiss('no_score', row, lookup, found.grade) : found;
}

function countTiers(resolved: readonly ResolvedAnchor[], misses: readonly MissedAnchor[]): TierCounts {
  const counts = {
    anchor_grade: 0,
    known_grade: 0,
    storage_id: 0,
    anchor_ref_id: 0,
    unresolved: misses.length,
  };
  for (const tier of ANCHOR_TIERS) counts[tier] = resolved.filter((anchor) => anchor.tier === tier).length;
  return counts;
}
