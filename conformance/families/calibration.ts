/** Vectors `calibration`: anchors' scores to grade bands, without the question whether they suffice. */
import { resolveAnchors } from '../../src/cj/projection/anchor-resolution.js';
import { assessmentContext } from '../../src/cj/projection/assessment-context.js';
import { calibrate } from '../../src/cj/projection/calibration.js';
import { calibratingScores } from '../../src/cj/projection/project-grades.js';
import { SERVICE_PROJECTION_RULES as rules } from '../../src/cj/projection/projection-rules.js';
import type { Family } from '../family.js';
import { anchorRow, type VectorAnchor } from '../vector-rows.js';

export const family: Family = {
  name: 'calibration',
  actual(input) {
    const context = assessmentContext({ grade_scale: input['scale'] as string, references: [] }, rules);
    const rows = (input['anchors'] as readonly VectorAnchor[]).map(anchorRow);
    const scores = calibratingScores(resolveAnchors(rows, context, rules).resolved, context.scale);
    if ('crashedOn' in scores) return { error: 'null_value' };
    const calibration = calibrate(scores.anchors, context.scale, rules.gradeBands);
    return {
      scale_used: calibration.scale.name,
      pooled_variance: calibration.pooledVariance,
      grades: calibration.bands.map(({ anchorCount, rawMean, ...band }) => ({
        ...band,
        anchor_count: anchorCount,
        raw_mean: rawMean,
      })),
    };
  },
};
