/**
 * The kind of matrix that every kernel of scoring meets: the weighted Laplacian of the comparison graph plus
 * a diagonal, A = Σ weight·(e_low − e_high)(e_low − e_high)ᵀ + diag(ground). With a positive ground in every
 * connected part it is positive definite.
 */
export interface GroundedLaplacian {
  readonly size: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Weight of each edge. */
  readonly weight: Float64Array;
  /** Extra weight of each node towards the ground. */
  readonly ground: Float64Array;
}

/** Write the whole matrix, row by row, into `matrix` (size × size). */
export function fillDense(a: GroundedLaplacian, matrix: Float64Array): void {
  const { size, low, high, weight, ground } = a;
  matrix.fill(0);
  for (let i = 0; i < size; i++) matrix[i * size + i] = ground[i]!;
  for (let e = 0; e < weight.length; e++) {
    const i = low[e]!;
    const j = high[e]!;
    const w = weight[e]!;
    matrix[i * size + i]! += w;
    matrix[j * size + j]! += w;
    matrix[i * size + j]! -= w;
    matrix[j * size + i]! -= w;
  }
}
