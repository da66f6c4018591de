import ln from '@stdlib/math-base-special-ln';
import { subtractRowProducts } from './row-products.js';
import { tileKernel } from './tile-kernel.js';

/**
 * The Cholesky factorisation A = L·Lᵀ of a symmetric positive definite matrix, block column by block column
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
    if (size <= ONE_BLOCK) return factorised(matrix, size) ? new Cholesky(matrix, size) : null;
    const work = tileKernel().room(size * size);
    work.set(matrix);
    if (!factorised(work, size)) return null;
    matrix.set(work);
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
    const { size } = this;
    const inverse = this.#inverseColumns();
    const diagonal = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      let squares = 0;
      for (let k = i; k < size; k++) squares += inverse[i * size + k]! * inverse[i * size + k]!;
      diagonal[i] = squares;
    }
    return diagonal;
  }

  /** Entries of A⁻¹, at (row, column) each: the inner product of columns row and column of L⁻¹. */
  inverseAt(rows: Int32Array, columns: Int32Array): Float64Array {
    const { size } = this;
    const inverse = this.#inverseColumns();
    return Float64Array.from(rows, (i, entry) => {
      const j = columns[entry]!;
      let sum = 0;
      for (let k = Math.max(i, j); k < size; k++) sum += inverse[i * size + k]! * inverse[j * size + k]!;
      return sum;
    });
  }

  /** Its row i is column i of L⁻¹. Valid until the next factorisation. */
  #inverseColumns(): Float64Array {
    const { size } = this;
    const square = size * size;
    const work = size > ONE_BLOCK ? tileKernel().room(2 * square) : null;
    work?.set(this.l);
    const l = work?.subarray(0, square) ?? this.l;
    const columns = work?.subarray(square).fill(0) ?? new Float64Array(square);
    const products = { out: columns, left: columns, right: l, size };
    const width = blockWidth(size);
    for (let from = 0; from < size; from += width) {
      const to = Math.min(size, from + width);
      for (let i = 0; i < from; i += BLOCK)
        subtractRowProducts(
          products,
          { from: i, to: Math.min(from, i + BLOCK) },
          { from, to },
          { from: i, to: from },
        );
      for (let i = 0; i < to; i++) finishColumn(columns, l, { size, i, from, to });
    }
    return columns;
  }
}

/** Whether the matrix, one of the kernel's memory beyond one block, could be factorised in place. */
function factorised(matrix: Float64Array, size: number): boolean {
  const products = { out: matrix, left: matrix, right: matrix, size };
  const width = blockWidth(size);
  for (let from = 0; from < size; from += width) {
    const to = Math.min(size, from + width);
    if (from > 0) subtractRowProducts(products, { from, to: size }, { from, to }, { from: 0, to: from });
    for (let i = from; i < size; i++) {
      const rowI = i * size;
      for (let j = from; j < Math.min(i, to); j++) {
        const rowJ = j * size;
        matrix[rowI + j] =
          (matrix[rowI + j]! - dot(matrix, rowI + from, matrix, rowJ + from, j - from)) / matrix[rowJ + j]!;
      }
      if (i >= to) continue;
      const pivot = matrix[rowI + i]! - dot(matrix, rowI + from, matrix, rowI + from, i - from);
      if (!(pivot > 0)) return false;
      matrix[rowI + i] = Math.sqrt(pivot);
    }
  }
  return true;
}

/** Entries `from` to `to` of column i of L⁻¹, when those before are done and subtracted. */
function finishColumn(
  columns: Float64Array,
  l: Float64Array,
  {
    size,
    i,
    from,
    to,
  }: { readonly size: number; readonly i: number; readonly from: number; readonly to: number },
): void {
  const row = i * size;
  const first = Math.max(i, from);
  let k = first;
  if (k === i) columns[row + k++] = 1 / l[row + i]!;
  for (; k < to; k++) {
    const own = k * size;
    columns[row + k] =
      (columns[row + k]! - dot(l, own + first, columns, row + first, k - first)) / l[own + k]!;
  }
}

/** Up to this many rows stay in the fast cache, and blocks would only cost. */
const ONE_BLOCK = 128;
/** Columns of a block, and rows of L⁻¹ that are subtracted together. A multiple of a tile. */
const BLOCK = 24;

function blockWidth(size: number): number {
  return size <= ONE_BLOCK ? size : BLOCK;
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
