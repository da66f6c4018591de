/**
 * The projection of 05 once more, for one student: from the anchors' grades and scores to the grade,
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
  /** The most probable grade, without a sign. */
  readonly primary: string;
  /** Of each grade, lowest first. */
  readonly probabilities: readonly number[];
  readonly prior: number;
  /** Neither a tie nor an edge so near that rounding decides. */
  readonly isSure: boolean;
  readonly confidence: number;
  readonly label: string;
}

const NEAR = 1e-7;

export function expectedGrade(
  student: { readonly score: number; readonly error: number },
  anchors: readonly KnownAnchor[],
  scale: ScaleOfGrades,
  bands: 'hard' | 'probabilistic' = 'hard',
): ExpectedGrade {
  const { means, variances } = bandsOf(anchors, scale, bands);
  const edge = (k: number) => ((means[k - 1] ?? Number.NaN) + (means[k] ?? Number.NaN)) / 2;
  const lower = means.map((_, k) => (k === 0 ? Number.NEGATIVE_INFINITY : edge(k)));
  const upper = means.map((_, k) => (k === means.length - 1 ? Number.POSITIVE_INFINITY : edge(k + 1)));
  const { score, error } = student;
  const logs = means.map((mean, k) => {
    if (bands === 'hard' && (score < (lower[k] ?? 0) || score > (upper[k] ?? 0)))
      return Number.NEGATIVE_INFINITY;
    const spread = (variances[k] ?? 0) + error * error;
    const distance = score - mean;
    return ln((scale.priors[k] ?? 0) / Math.sqrt(spread)) - (distance * distance) / (2 * spread);
  });
  const most = Math.max(...logs);
  const weights = logs.map((log) => (most > Number.NEGATIVE_INFINITY ? exp(log - most) : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const probabilities = weights.map((weight) => (total > 0 ? weight / total : 1 / weights.length));
  const best = probabilities.indexOf(Math.max(...probabilities));
  const width = (upper[best] ?? 0) - (lower[best] ?? 0);
  const position = width > 0 && width < Number.POSITIVE_INFINITY ? (score - (lower[best] ?? 0)) / width : 0.5;
  const named = scale.grades[best] ?? '';
  const isFarBelow = score < (means[best] ?? 0) - 2 * Math.sqrt(variances[best] ?? 0);
  const second = Math.max(0, ...probabilities.filter((_, k) => k !== best));
  const isNearEdge = [0, 0.25, 0.75, 1].some((edge) => Math.abs(position - edge) < NEAR);
  // Equal positions on the logit scale differ by rounding, one way or the other.
  const isNarrow = (bands === 'probabilistic' || width > 0) && Math.abs(width) < NEAR;
  return {
    isSure: (probabilities[best] ?? 0) - second > NEAR && !isNearEdge && !isNarrow,
    grade: signed(named, position, isFarBelow, scale),
    primary: named,
    probabilities,
    prior: scale.priors[best] ?? 0,
    ...confidenceOf(probabilities, error),
  };
}

/** Mean and variance of each grade's scores. */
function bandsOf(
  anchors: readonly KnownAnchor[],
  { grades }: ScaleOfGrades,
  bands: 'hard' | 'probabilistic',
) {
  const { pooled, positionOf } = bands === 'hard' ? onUnitInterval(anchors) : alongLine(anchors, grades);
  const raw = grades.map((grade, k) => {
    const scores = anchors.filter((anchor) => anchor.grade === grade).map(({ score }) => score);
    const count = Math.min(3, scores.length);
    const expected = positionOf((k + 0.5) / grades.length);
    const variance = count === 3 ? varianceOf(scores) : count === 0 ? 2 * pooled : (3 * pooled) / count;
    return {
      mean: (count * meanOf(scores) + (3 - count) * expected) / 3,
      variance: Math.max(0.01, variance),
    };
  });
  const values = raw.map(({ mean }) => mean);
  return { means: values.map((_, k) => monotone(values, k)), variances: raw.map(({ variance }) => variance) };
}

function onUnitInterval(anchors: readonly KnownAnchor[]) {
  const pooled = anchors.length < 2 ? 0.1 : varianceOf(anchors.map(({ score }) => score));
  return { pooled, positionOf: (position: number) => position };
}

/** The least-squares line of scores over positions, level where it would fall; the variance about it, n − 2. */
function alongLine(anchors: readonly KnownAnchor[], grades: readonly string[]) {
  const points = anchors.map(({ grade, score }) => ({
    x: (grades.indexOf(grade) + 0.5) / grades.length,
    y: score,
  }));
  const meanX = meanOf(points.map(({ x }) => x));
  const meanY = meanOf(points.map(({ y }) => y));
  const spread = meanOf(points.map(({ x }) => (x - meanX) * (x - meanX)));
  const slope =
    spread === 0 ? 0 : Math.max(0, meanOf(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / spread);
  const positionOf = (position: number) => meanY + slope * (position - meanX);
  const rest = points.reduce((sum, { x, y }) => sum + (y - positionOf(x)) * (y - positionOf(x)), 0);
  return { pooled: points.length < 3 ? 0.1 : rest / (points.length - 2), positionOf };
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

export function confidenceOf(
  probabilities: readonly number[],
  error: number,
): Pick<ExpectedGrade, 'confidence' | 'label'> {
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
