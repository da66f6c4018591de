import type { Calibration, GradeBand } from './calibration.js';

/** Strictly below this share of the band a grade gets a minus, strictly above the other a plus. */
const MINUS_BELOW = 0.25;
const PLUS_ABOVE = 0.75;
/** Standard deviations below the lowest grade's mean from which the grade below the lowest is given. */
const BELOW_LOWEST_DEVIATIONS = 2;

/** Logits: edges that lie nearer than this are the same, and differ by rounding alone. */
const NO_WIDTH = 1e-9;

/**
 * The grade that is published for a student with this score (logits) whose most probable anchor grade has
 * this band: signed by the position within the band where the scale signs that grade, or the grade below
 * the lowest where the scale has one and the score is far below (05, "Projection").
 */
export function finalGrade(score: number, band: GradeBand, { scale }: Calibration): string {
  const { grade, mean, variance } = band;
  if (scale.belowLowest !== null && grade === scale.grades[0]) {
    const limit = mean - BELOW_LOWEST_DEVIATIONS * Math.sqrt(variance);
    return score < limit ? scale.belowLowest : grade;
  }
  const position = positionInBand(score, band);
  if (position < MINUS_BELOW && scale.signed.minus.includes(grade)) return `${grade}-`;
  if (position > PLUS_ABOVE && scale.signed.plus.includes(grade)) return `${grade}+`;
  return grade;
}

/** 0 at the lower edge, 1 at the upper; the middle where the band is infinite or has no width. */
function positionInBand(score: number, { lower, upper }: GradeBand): number {
  const width = upper - lower;
  return Number.isFinite(width) && width > NO_WIDTH ? (score - lower) / width : 0.5;
}
