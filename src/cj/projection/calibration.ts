/** From the scores of graded anchors to one band a grade on the score axis (05, "Calibration"). */
import { invariant } from '../errors.js';
import { type GradeBands, gradeExpectation } from './grade-bands.js';
import type { GradeScale } from './grade-scales.js';
import { isotonic } from './isotonic.js';
import { meanAndVariance } from './mean-and-variance.js';

/** An anchor that calibrates: its grade is one of the scale's. */
export interface AnchorScore {
  readonly grade: string;
  /** Logits. */
  readonly score: number;
}

export interface GradeBand {
  readonly grade: string;
  readonly anchorCount: number;
  /** Logits, before the isotonic step. */
  readonly rawMean: number;
  /** Logits, after it: never below the mean of a lower grade. */
  readonly mean: number;
  /** Logits squared; the isotonic step leaves it alone. */
  readonly variance: number;
  readonly prior: number;
  /** Band edges in logits, midpoints of neighbouring means; the outermost are infinite (±1e10 in JSON). */
  readonly lower: number;
  readonly upper: number;
}

export interface Calibration {
  readonly scale: GradeScale;
  readonly pooledVariance: number;
  /** Lowest grade first. */
  readonly bands: readonly GradeBand[];
}

/** From this number of anchors a grade is described by them alone. */
const ENOUGH_ANCHORS = 3;
const SMALLEST_VARIANCE = 0.01;
/** A grade without anchors varies by this many times the pooled variance. */
const UNSEEN_GRADE_FACTOR = 2;

/** Anchors of a grade outside the scale must have been left out before. */
export function calibrate(
  anchors: readonly AnchorScore[],
  scale: GradeScale,
  gradeBands: GradeBands,
): Calibration {
  invariant(
    anchors.every((anchor) => scale.grades.includes(anchor.grade)),
    'an anchor outside the scale calibrates',
    { anchors, scale: scale.name },
  );
  const { positions, pooledVariance } = gradeExpectation(anchors, scale, gradeBands);
  const estimates = scale.grades.map((grade, index) => {
    const scores = anchors.filter((anchor) => anchor.grade === grade).map((anchor) => anchor.score);
    const prior = scale.priors[index] ?? 0;
    return { grade, prior, ...gradeEstimate(scores, positions[index] ?? 0, pooledVariance) };
  });
  const means = isotonic(estimates.map((estimate) => estimate.rawMean));
  const bands = estimates.map((estimate, index) => ({
    ...estimate,
    mean: means[index] ?? 0,
    lower: midpoint(means[index - 1], means[index]) ?? Number.NEGATIVE_INFINITY,
    upper: midpoint(means[index], means[index + 1]) ?? Number.POSITIVE_INFINITY,
  }));
  return { scale, pooledVariance, bands };
}

/**
 * With k anchors of the grade: k ≥ 3 their mean and population variance; 0 < k < 3 the mean
 * (k/3)·empirical + (1 − k/3)·expected and variance pooled·3/k; none: the expected position and 2·pooled.
 */
function gradeEstimate(
  scores: readonly number[],
  expected: number,
  pooledVariance: number,
): Pick<GradeBand, 'anchorCount' | 'rawMean' | 'variance'> {
  const anchorCount = scores.length;
  const empirical = meanAndVariance(scores);
  const weight = Math.min(1, anchorCount / ENOUGH_ANCHORS);
  const rawMean = weight === 1 ? empirical.mean : weight * empirical.mean + (1 - weight) * expected;
  const borrowed = pooledVariance * (anchorCount === 0 ? UNSEEN_GRADE_FACTOR : 1 / weight);
  const variance = weight === 1 ? empirical.variance : borrowed;
  return { anchorCount, rawMean, variance: Math.max(SMALLEST_VARIANCE, variance) };
}

/** Null at the ends of the scale. */
function midpoint(a: number | undefined, b: number | undefined): number | null {
  return a === undefined || b === undefined ? null : (a + b) / 2;
}
