/**
 * What a calibration expects of a grade before its anchors speak: where it lies and how much scores vary.
 * `hard` is the service's way; `probabilistic` stays on the logit scale throughout (05, "Calibration").
 */
import type { AnchorScore } from './calibration.js';
import type { GradeScale } from './grade-scales.js';
import { meanAndVariance } from './mean-and-variance.js';

/** Setting `GRADE_BANDS`: whether a score outside a grade's band has probability 0 of that grade. */
export const GRADE_BANDS = ['hard', 'probabilistic'] as const;
export type GradeBands = (typeof GRADE_BANDS)[number];

export interface GradeExpectation {
  /** For each grade of the scale, lowest first. */
  readonly positions: readonly number[];
  /** The variance that grades with fewer than three anchors borrow. Logits squared. */
  readonly pooledVariance: number;
}

/** Variance where the anchors are too few to show one. */
const VARIANCE_OF_TOO_FEW = 0.1;

export function gradeExpectation(
  anchors: readonly AnchorScore[],
  scale: GradeScale,
  bands: GradeBands,
): GradeExpectation {
  return bands === 'hard' ? onUnitInterval(anchors, scale) : onLogitScale(anchors, scale);
}

/**
 * The service: position (index + 0.5) / number of grades, between 0 and 1 although scores are logits, and the
 * population variance of all anchors' scores, whatever their grades.
 */
function onUnitInterval(anchors: readonly AnchorScore[], scale: GradeScale): GradeExpectation {
  const pooledVariance =
    anchors.length < 2
      ? VARIANCE_OF_TOO_FEW
      : meanAndVariance(anchors.map((anchor) => anchor.score)).variance;
  return { positions: scale.grades.map((_, index) => unitPosition(index, scale)), pooledVariance };
}

/**
 * The same positions carried to logits by the least-squares line through the anchors (a falling line counts
 * as level), and the variance about that line with two degrees of freedom less.
 */
function onLogitScale(anchors: readonly AnchorScore[], scale: GradeScale): GradeExpectation {
  const x = anchors.map((anchor) => unitPosition(scale.grades.indexOf(anchor.grade), scale));
  const meanOfX = meanAndVariance(x).mean;
  const meanOfY = meanAndVariance(anchors.map((anchor) => anchor.score)).mean;
  let xx = 0;
  let xy = 0;
  anchors.forEach(({ score }, i) => {
    const dx = (x[i] ?? 0) - meanOfX;
    xx += dx * dx;
    xy += dx * (score - meanOfY);
  });
  const slope = xx === 0 ? 0 : Math.max(0, xy / xx);
  const onLine = (position: number) => meanOfY + slope * (position - meanOfX);

  let residuals = 0;
  anchors.forEach(({ score }, i) => {
    const residual = score - onLine(x[i] ?? 0);
    residuals += residual * residual;
  });
  return {
    positions: scale.grades.map((_, index) => onLine(unitPosition(index, scale))),
    pooledVariance: anchors.length < 3 ? VARIANCE_OF_TOO_FEW : residuals / (anchors.length - 2),
  };
}

function unitPosition(index: number, scale: GradeScale): number {
  return (index + 0.5) / scale.grades.length;
}
