/**
 * The diagonal of the Moore-Penrose pseudo-inverse of a symmetric matrix, from its eigenvalues by cyclic
 * Jacobi rotations (Golub & Van Loan, Matrix Computations, 4th ed., 8.5). Slow, and exact about the cut-off:
 * for matrices that are singular or nearly so. `matrix` is size × size, row by row, and is overwritten.
 *
 * Eigenvalues of at most `cutoff` times the largest (in absolute value) count as 0.
 */
export function pseudoInverseDiagonal(matrix: Float64Array, size: number, cutoff: number): Float64Array {
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && !isDiagonal(matrix, size); sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(matrix, vectors, size, p, q);
    }
  }
  let largest = 0;
  for (let k = 0; k < size; k++) largest = Math.max(largest, Math.abs(matrix[k * size + k]!));
  const diagonal = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const value = matrix[k * size + k]!;
    if (Math.abs(value) <= cutoff * largest) continue;
    for (let i = 0; i < size; i++) {
      const entry = vectors[k * size + i]!;
      diagonal[i]! += (entry * entry) / value;
    }
  }
  return diagonal;
}

/** Convergence is quadratic; 6 to 10 sweeps are usual. */
const MAX_SWEEPS = 60;

/** Whether every off-diagonal entry is lost in the rounding of the two diagonal entries that it joins. */
function isDiagonal(matrix: Float64Array, size: number): boolean {
  for (let p = 0; p < size; p++) {
    const dp = Math.abs(matrix[p * size + p]!);
    for (let q = p + 1; q < size; q++) {
      const off = Math.abs(matrix[p * size + q]!);
      if (off > 1e-300 && off > 1e-17 * Math.sqrt(dp * Math.abs(matrix[q * size + q]!))) return false;
    }
  }
  return true;
}

/** One rotation that makes entry (p, q) 0. Row k of `vectors` is the eigenvector of diagonal entry k. */
function rotate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const off = matrix[p * size + q]!;
  if (off === 0) return;
  const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * off);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  matrix[p * size + p]! -= tangent * off;
  matrix[q * size + q]! += tangent * off;
  matrix[p * size + q] = 0;
  matrix[q * size + p] = 0;
  for (let k = 0; k < size; k++) {
    const vp = vectors[p * size + k]!;
    const vq = vectors[q * size + k]!;
    vectors[p * size + k] = cosine * vp - sine * vq;
    vectors[q * size + k] = sine * vp + cosine * vq;
    if (k === p || k === q) continue;
    const mp = matrix[p * size + k]!;
    const mq = matrix[q * size + k]!;
    const newP = cosine * mp - sine * mq;
    const newQ = sine * mp + cosine * mq;
    matrix[p * size + k] = newP;
    matrix[k * size + p] = newP;
    matrix[q * size + k] = newQ;
    matrix[k * size + q] = newQ;
  }
}
