/**
 * The fit with a normal prior once more: its gradient, its posterior, and how likely a prior makes the answers. Dense
 * and slow, for nets of a few essays.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import { addInformation, diagonalMatrix, inverted, type Matrix, solved } from './plain-algebra.js';

/** So often has i won against j. */
export interface Wins {
  readonly i: number;
  readonly j: number;
  readonly wins: number;
}

/** d/dθ of ln L(θ) − Σθ²/(2σ²). */
export function mapGradient(wins: readonly Wins[], theta: readonly number[], priorSd: number): number[] {
  const gradient = theta.map((value) => -value / (priorSd * priorSd));
  for (const { i, j, wins: times } of wins) {
    const surprise = times * chanceOf((theta[j] ?? 0) - (theta[i] ?? 0));
    gradient[i] = (gradient[i] ?? 0) + surprise;
    gradient[j] = (gradient[j] ?? 0) - surprise;
  }
  return gradient;
}

/** Minus the second derivatives. */
export function mapInformation(wins: readonly Wins[], theta: readonly number[], priorSd: number): Matrix {
  const rows = diagonalMatrix(theta.length, 1 / (priorSd * priorSd));
  for (const { i, j, wins: times } of wins) {
    const chance = chanceOf((theta[i] ?? 0) - (theta[j] ?? 0));
    const weight = times * chance * (1 - chance);
    addInformation(rows, i, j, weight);
  }
  return rows;
}

/** Posterior standard deviations. */
export function mapErrors(wins: readonly Wins[], theta: readonly number[], priorSd: number): number[] {
  const inverse = inverted(mapInformation(wins, theta, priorSd)) ?? [];
  return theta.map((_, i) => Math.sqrt(inverse[i]?.[i] ?? Number.NaN));
}

/** Laplace's logarithm of the marginal likelihood, but for a constant. */
export function logEvidence(wins: readonly Wins[], size: number, priorSd: number): number {
  const theta = mapTheta(wins, size, priorSd);
  return (
    logPosterior(wins, theta, priorSd) -
    size * ln(priorSd) -
    logDeterminant(mapInformation(wins, theta, priorSd)) / 2
  );
}

/** But for a constant. */
function logPosterior(wins: readonly Wins[], theta: readonly number[], priorSd: number): number {
  let value = 0;
  for (const ability of theta) value -= (ability * ability) / (2 * priorSd * priorSd);
  for (const { i, j, wins: times } of wins) value += times * ln(chanceOf((theta[i] ?? 0) - (theta[j] ?? 0)));
  return value;
}

/** Newton's method; a step that leads down is halved until it leads up, or is too small to tell. */
function mapTheta(wins: readonly Wins[], size: number, priorSd: number): readonly number[] {
  let theta: readonly number[] = Array.from({ length: size }, () => 0);
  for (let round = 0; round < 200; round++) {
    const step = solved(mapInformation(wins, theta, priorSd), mapGradient(wins, theta, priorSd)) ?? [];
    const reach = Math.max(...step.map((change) => Math.abs(change)));
    const height = logPosterior(wins, theta, priorSd);
    let share = 1;
    let next = moved(theta, step, share);
    while (logPosterior(wins, next, priorSd) < height && share * reach > 1e-6) {
      share /= 2;
      next = moved(theta, step, share);
    }
    theta = next;
    if (reach < 1e-10) break;
  }
  return theta;
}

function moved(theta: readonly number[], step: readonly number[], share: number): readonly number[] {
  return theta.map((value, i) => value + share * (step[i] ?? 0));
}

/** By elimination without exchanges: the matrix is positive definite. */
export function logDeterminant(matrix: Matrix): number {
  const rows = matrix.map((row) => [...row]);
  let sum = 0;
  rows.forEach((own, k) => {
    const pivot = own[k] ?? Number.NaN;
    sum += ln(pivot);
    for (const row of rows.slice(k + 1)) {
      const factor = (row[k] ?? 0) / pivot;
      for (let j = k; j < row.length; j++) row[j] = (row[j] ?? 0) - factor * (own[j] ?? 0);
    }
  });
  return sum;
}

function chanceOf(lead: number): number {
  return 1 / (1 + exp(-lead));
}
