/** Linear algebra as a textbook has it, for small matrices as lists of rows. */

export type Matrix = readonly (readonly number[])[];

/** A matrix to add to: zeros, and `diagonal` on its diagonal. */
export function diagonalMatrix(size: number, diagonal: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_entry, j) => (i === j ? diagonal : 0)),
  );
}

/** The information of a comparison of i and j joins the matrix: added on its diagonal, taken off beside it. */
export function addInformation(rows: number[][], i: number, j: number, weight: number): void {
  for (const [row, column, change] of [
    [i, i, weight],
    [j, j, weight],
    [i, j, -weight],
    [j, i, -weight],
  ] as const) {
    const own = rows[row];
    if (own !== undefined) own[column] = (own[column] ?? 0) + change;
  }
}

/** Gauss and Jordan with the greatest pivot; null where one is next to nothing. */
export function inverted(matrix: Matrix): Matrix | null {
  return eliminated(matrix, diagonalMatrix(matrix.length, 1));
}

/** x of A·x = b; null where A is next to singular. */
export function solved(matrix: Matrix, b: readonly number[]): readonly number[] | null {
  const columns = eliminated(
    matrix,
    b.map((value) => [value]),
  );
  return columns === null ? null : columns.map((row) => row[0] ?? Number.NaN);
}

const LEAST_PIVOT = 1e-6;

function eliminated(matrix: Matrix, right: Matrix): Matrix | null {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...(right[i] ?? [])]);
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    }
    const pivotRow = rows[best] ?? [];
    const pivot = pivotRow[column] ?? 0;
    if (Math.abs(pivot) < LEAST_PIVOT) return null;
    rows[best] = rows[column] ?? [];
    rows[column] = pivotRow;
    for (let k = column; k < pivotRow.length; k++) pivotRow[k] = (pivotRow[k] ?? 0) / pivot;
    for (let row = 0; row < size; row++) {
      const own = rows[row] ?? [];
      const factor = own[column] ?? 0;
      if (row === column || factor === 0) continue;
      for (let k = column; k < own.length; k++) own[k] = (own[k] ?? 0) - factor * (pivotRow[k] ?? 0);
    }
  }
  return rows.map((row) => row.slice(size));
}

export interface Eigen {
  readonly value: number;
  readonly vector: readonly number[];
}

/** Eigenvalues and unit eigenvectors of a symmetric matrix: Jacobi's way, the greatest entry off the diagonal first. */
export function spectrumOf(matrix: Matrix): readonly Eigen[] {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const q = diagonalMatrix(size, 1);
  const at = (rows: number[][], i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let turn = 0; turn < 60 * size * size; turn++) {
    let [p, r] = [0, 1];
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) if (Math.abs(at(a, i, j)) > Math.abs(at(a, p, r))) [p, r] = [i, j];
    }
    const off = size < 2 ? 0 : at(a, p, r);
    if (Math.abs(off) < 1e-18 * Math.sqrt(Math.abs(at(a, p, p) * at(a, r, r))) || off === 0) break;
    const half = (at(a, r, r) - at(a, p, p)) / (2 * off);
    const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.sqrt(half * half + 1));
    const cosine = 1 / Math.sqrt(1 + tangent * tangent);
    for (const rows of [a, q]) turnColumns(rows, [p, r], cosine, tangent * cosine);
    const turned = a.map((_, i) => a.map((row) => row[i] ?? 0));
    turnColumns(turned, [p, r], cosine, tangent * cosine);
    for (let i = 0; i < size; i++) a[i] = turned.map((row) => row[i] ?? 0);
    for (const [i, j] of [
      [p, r],
      [r, p],
    ] as const)
      (a[i] as number[])[j] = 0;
  }
  return a.map((row, k) => ({ value: row[k] ?? 0, vector: q.map((entries) => entries[k] ?? 0) }));
}

function turnColumns(
  rows: number[][],
  [p, r]: readonly [number, number],
  cosine: number,
  sine: number,
): void {
  for (const row of rows) {
    const [x, y] = [row[p] ?? 0, row[r] ?? 0];
    row[p] = cosine * x - sine * y;
    row[r] = sine * x + cosine * y;
  }
}
