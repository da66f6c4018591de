import ln from '@stdlib/math-base-special-ln';

/**
 * The Cholesky factorisation A = L·Lᵀ of a symmetric positive definite matrix, for up to some hundred rows
 * (Golub & Van Loan, Matrix Computations, 4th ed., 4.2).
 */
export class Cholesky {
  private constructor(
    private readonly l: Float64Array,
    private readonly size: number,
  ) {}

  /**
   * Factorises `matrix` (row by row, size × size) in place, reading its lower triangle; the matrix belongs to
   * the factor afterwards. null where a pivot is not positive: not positive definite to working precision.
   */
  static factorise(matrix: Float64Array, size: number): Cholesky | null {
    for (let i = 0; i < size; i++) {
      const rowI = i * size;
      for (let j = 0; j < i; j++) {
        const rowJ = j * size;
        matrix[rowI + j] = (matrix[rowI + j]! - dot(matrix, rowI, matrix, rowJ, j)) / matrix[rowJ + j]!;
      }
      const pivot = matrix[rowI + i]! - dot(matrix, rowI, matrix, rowI, i);
      if (!(pivot > 0)) return null;
      matrix[rowI + i] = Math.sqrt(pivot);
    }
    return new Cholesky(matrix, size);
  }

  /** Solves A·x = b in place. */
  solve(b: Float64Array): void {
    const { l, size } = this;
    for (let i = 0; i < size; i++) {
      let sum = b[i]!;
      for (let k = 0; k < i; k++) sum -= l[i * size + k]! * b[k]!;
      b[i] = sum / l[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      const x = b[i]! / l[i * size + i]!;
      b[i] = x;
      for (let k = 0; k < i; k++) b[k]! -= l[i * size + k]! * x;
    }
  }

  /** ln det A. */
  logDeterminant(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += ln(this.l[i * this.size + i]!);
    return 2 * sum;
  }

  /** The diagonal of A⁻¹: column i of L⁻¹ has the squared length (A⁻¹)ᵢᵢ. */
  inverseDiagonal(): Float64Array {
    const { l, size } = this;
    const diagonal = new Float64Array(size);
    const column = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      column[i] = 1 / l[i * size + i]!;
      let squares = column[i]! * column[i]!;
      for (let k = i + 1; k < size; k++) {
        const x = -dot(l, k * size + i, column, i, k - i) / l[k * size + k]!;
        column[k] = x;
        squares += x * x;
      }
      diagonal[i] = squares;
    }
    return diagonal;
  }
}

/**
 * The inner product of `length` numbers of `a` from `aFrom` with those of `b` from `bFrom`. Four sums at a
 * time, so that an addition need not wait for the one before.
 */
function dot(a: Float64Array, aFrom: number, b: Float64Array, bFrom: number, length: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    sum0 += a[aFrom + k]! * b[bFrom + k]!;
    sum1 += a[aFrom + k + 1]! * b[bFrom + k + 1]!;
    sum2 += a[aFrom + k + 2]! * b[bFrom + k + 2]!;
    sum3 += a[aFrom + k + 3]! * b[bFrom + k + 3]!;
  }
  for (; k < length; k++) sum0 += a[aFrom + k]! * b[bFrom + k]!;
  return sum0 + sum1 + (sum2 + sum3);
}
