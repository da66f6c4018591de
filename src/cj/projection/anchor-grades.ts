/** From one anchor's row to its grade and the tier that gave it, or to the reason why it has none. */
import type { AnchorGradeLookup, StoredGrade } from './anchor-grade-lookup.js';
import {
  ANCHOR_TIERS,
  type AnchorTier,
  anchorRefId,
  CURRENT_TIERS,
  SERVICE_TIERS,
  storageIds,
  type TierRules,
} from './anchor-tiers.js';
import type { RankingRow } from './ranking-row.js';

/**
 * Why an anchor has no usable grade; also the label values of `cj_anchor_grade_resolution_failed_total`.
 * `off_scale` and `no_score` are given by `resolveAnchors` to anchors whose grade was found.
 */
export type MissReason = 'nothing_available' | 'no_reference_matches' | 'off_scale' | 'no_score';

/** What there was to resolve a grade from, for the log line of a miss. */
export interface AvailableForResolution {
  readonly storageIds: readonly (string | number)[];
  readonly anchorRefId: string | number | null;
  readonly referenceCount: number;
  /** The grade that was found but cannot be used. */
  readonly grade: StoredGrade | null;
}

export interface AnchorHit {
  readonly tier: AnchorTier;
  readonly grade: StoredGrade;
}

export interface AnchorMiss {
  readonly tier: null;
  readonly reason: MissReason;
  readonly available: AvailableForResolution;
}

export type AnchorResolution = AnchorHit | AnchorMiss;
export type ResolveAnchorGrade = (row: RankingRow, lookup: AnchorGradeLookup) => AnchorResolution;

/** A resolver that tries the given tiers in their fixed order; the first that gives a grade wins. */
export function anchorGradeResolver(rules: TierRules): ResolveAnchorGrade {
  return (row, lookup) => {
    for (const tier of ANCHOR_TIERS) {
      const grade = rules[tier]?.(row, lookup) ?? null;
      if (grade !== null) return { tier, grade };
    }
    const offersKey = storageIds(row).length > 0 || anchorRefId(row) !== null;
    return anchorMiss(offersKey ? 'no_reference_matches' : 'nothing_available', row, lookup);
  };
}

export const resolveAnchorGrade: ResolveAnchorGrade = anchorGradeResolver(CURRENT_TIERS);

/** Vectors `anchor_grades`. */
export const resolveAnchorGradeAsService: ResolveAnchorGrade = anchorGradeResolver(SERVICE_TIERS);

export function anchorMiss(
  reason: MissReason,
  row: RankingRow,
  lookup: AnchorGradeLookup,
  grade: StoredGrade | null = null,
): AnchorMiss {
  const available = {
    storageIds: storageIds(row),
    anchorRefId: anchorRefId(row),
    referenceCount: lookup.referenceCount,
    grade,
  };
  return { tier: null, reason, available };
}
