/**
 * The projection of 05 with hard bands once more, for one student: from the anchors' grades and scores to the grade,
 * its probability and the confidence. Shares nothing with src/cj but the table of grade scales.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';

export interface ScaleOfGrades {
  readonly grades: readonly string[];
  readonly priors: readonly number[];
  readonly belowLowest: string | null;
  readonly signed: { readonly minus: readonly string[]; readonly plus: readonly string[] };
}

export interface KnownAnchor {
  readonly grade: string;
  readonly score: number;
}

export interface ExpectedGrade {
  readonly grade: string;
  readonly confidence: number;
  readonly label: string;
}

export function expectedGrade(
  student: { readonly score: number; readonly error: number },
  anchors: readonly KnownAnchor[],
  scale: ScaleOfGrades,
): ExpectedGrade {
  const { means, variances } = bandsOf(anchors, scale);
  const edge = (k: number) => ((means[k - 1] ?? Number.NaN) + (means[k] ?? Number.NaN)) / 2;
  const lower = means.map((_, k) => (k === 0 ? Number.NEGATIVE_INFINITY : edge(k)));
  const upper = means.map((_, k) => (k === means.length - 1 ? Number.POSITIVE_INFINITY : edge(k + 1)));
  const { score, error } = student;
  const weights = means.map((mean, k) => {
    if (score < (lower[k] ?? 0) || score > (upper[k] ?? 0)) return 0;
    const spread = (variances[k] ?? 0) + error * error;
    const distance = score - mean;
    return ((scale.priors[k] ?? 0) * exp((-distance * distance) / (2 * spread))) / Math.sqrt(spread);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const probabilities = weights.map((weight) => (total > 0 ? weight / total : 1 / weights.length));
  const best = probabilities.indexOf(Math.max(...probabilities));
  const width = (upper[best] ?? 0) - (lower[best] ?? 0);
  const position = width > 0 && width < Number.POSITIVE_INFINITY ? (score - (lower[best] ?? 0)) / width : 0.5;
  const named = scale.grades[best] ?? '';
  const isFarBelow = score < (means[best] ?? 0) - 2 * Math.sqrt(variances[best] ?? 0);
  return { grade: signed(named, position, isFarBelow, scale), ...confidenceOf(probabilities, error) };
}

/** Mean and variance of each grade's scores. */
function bandsOf(anchors: readonly KnownAnchor[], { grades }: ScaleOfGrades) {
  const pooled = anchors.length < 2 ? 0.1 : varianceOf(anchors.map(({ score }) => score));
  const raw = grades.map((grade, k) => {
    const scores = anchors.filter((anchor) => anchor.grade === grade).map(({ score }) => score);
    const count = Math.min(3, scores.length);
    const expected = (k + 0.5) / grades.length;
    const variance = count === 3 ? varianceOf(scores) : count === 0 ? 2 * pooled : (3 * pooled) / count;
    return {
      mean: (count * meanOf(scores) + (3 - count) * expected) / 3,
      variance: Math.max(0.01, variance),
    };
  });
  const values = raw.map(({ mean }) => mean);
  return { means: values.map((_, k) => monotone(values, k)), variances: raw.map(({ variance }) => variance) };
}

/** Isotonic regression by its minimax formula: the greatest over starts of the least over ends of the mean between. */
function monotone(values: readonly number[], k: number): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let start = 0; start <= k; start++) {
    let least = Number.POSITIVE_INFINITY;
    for (let end = k; end < values.length; end++)
      least = Math.min(least, meanOf(values.slice(start, end + 1)));
    greatest = Math.max(greatest, least);
  }
  return greatest;
}

function signed(grade: string, position: number, isFarBelow: boolean, scale: ScaleOfGrades): string {
  if (scale.belowLowest !== null && grade === scale.grades[0]) return isFarBelow ? scale.belowLowest : grade;
  if (position < 0.25 && scale.signed.minus.includes(grade)) return `${grade}-`;
  return position > 0.75 && scale.signed.plus.includes(grade) ? `${grade}+` : grade;
}

function confidenceOf(probabilities: readonly number[], error: number): Omit<ExpectedGrade, 'grade'> {
  const entropy = probabilities.reduce((sum, p) => (p > 1e-10 ? sum - p * ln(p) : sum), 0);
  const certainty = Math.max(0, 1 - entropy / ln(probabilities.length));
  const factor = error < 0.5 ? 1 : error < 1 ? 0.8 : error < 1.5 ? 0.6 : 0.3;
  const confidence = Math.sqrt(certainty * factor);
  const label = confidence < 0.4 || error >= 1.5 ? 'LOW' : confidence < 0.7 || error >= 1 ? 'MID' : 'HIGH';
  return { confidence, label };
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) * (value - mean)));
}
