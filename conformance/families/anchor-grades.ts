/** Vectors `anchor_grades`: four tiers, and whether a projection is possible. */
import type { AnchorReference } from '../../src/cj/projection/anchor-grade-lookup.js';
import { assessmentContext } from '../../src/cj/projection/assessment-context.js';
import { projectGrades } from '../../src/cj/projection/project-grades.js';
import { SERVICE_PROJECTION_RULES as rules } from '../../src/cj/projection/projection-rules.js';
import type { RankingRow } from '../../src/cj/projection/ranking-row.js';
import type { Family } from '../family.js';

export const family: Family = {
  name: 'anchor_grades',
  actual(input) {
    const references = input['anchor_references'] as readonly AnchorReference[];
    const context = assessmentContext({ grade_scale: input['scale'] as string, references }, rules);
    const result = projectGrades(input['rankings'] as readonly RankingRow[], context, rules);
    if (result.reason === 'null_value') return { error: result.reason };
    return {
      anchor_grades: Object.fromEntries(result.anchorGrades),
      tiers: Object.fromEntries(result.tiers),
      tier_counts: result.tierCounts,
      projections_available: result.available,
      unavailable_reason: result.reason,
    };
  },
};
