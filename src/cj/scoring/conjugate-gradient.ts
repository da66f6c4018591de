/**
 * Solves A·x = b for a grounded Laplacian by conjugate gradients with the diagonal as preconditioner
 * (Hestenes & Stiefel 1952; Saad, Iterative Methods for Sparse Linear Systems, 2nd ed., alg. 9.1). Its cost
 * follows the number of edges, so it serves large sparse nets.
 *
 * Starts from 0 and stops when the preconditioned residual has fallen by `tolerance`. The result always
 * satisfies xᵀA·x = xᵀb, even when stopped early. null: not reached within `maxRounds`.
 */
import type { GroundedLaplacian } from './grounded-laplacian.js';

export function conjugateGradient(
  a: GroundedLaplacian,
  b: Float64Array,
  tolerance: number,
  maxRounds: number,
): Float64Array | null {
  const { size } = a;
  const inverse = inverseDiagonal(a);
  const x = new Float64Array(size);
  const residual = b.slice();
  const direction = new Float64Array(size);
  const image = new Float64Array(size);
  let energy = preconditionedSquare(residual, inverse);
  const enough = energy * tolerance * tolerance;
  let carry = 0;
  for (let round = 0; energy > enough; round++) {
    if (round === maxRounds) return null;
    for (let i = 0; i < size; i++) direction[i] = inverse[i]! * residual[i]! + carry * direction[i]!;
    multiply(a, direction, image);
    const length = energy / innerProduct(direction, image);
    for (let i = 0; i < size; i++) {
      x[i]! += length * direction[i]!;
      residual[i]! -= length * image[i]!;
    }
    const before = energy;
    energy = preconditionedSquare(residual, inverse);
    carry = energy / before;
  }
  return x;
}

/** 1 / Aᵢᵢ. */
function inverseDiagonal({ low, high, weight, ground }: GroundedLaplacian): Float64Array {
  const diagonal = ground.slice();
  for (let e = 0; e < weight.length; e++) {
    diagonal[low[e]!]! += weight[e]!;
    diagonal[high[e]!]! += weight[e]!;
  }
  for (let i = 0; i < diagonal.length; i++) diagonal[i] = 1 / diagonal[i]!;
  return diagonal;
}

function multiply(
  { size, low, high, weight, ground }: GroundedLaplacian,
  x: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < size; i++) out[i] = ground[i]! * x[i]!;
  for (let e = 0; e < weight.length; e++) {
    const i = low[e]!;
    const j = high[e]!;
    const flow = weight[e]! * (x[i]! - x[j]!);
    out[i]! += flow;
    out[j]! -= flow;
  }
}

export function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function preconditionedSquare(residual: Float64Array, inverse: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < residual.length; i++) sum += residual[i]! * residual[i]! * inverse[i]!;
  return sum;
}
