/**
 * Inner products of the rows of one matrix with the rows of another, in tiles of three rows by three, so that each
 * number that is loaded serves three of them. The matrices lie in the memory of the kernel (tile-kernel.ts).
 */
import { tileKernel } from './tile-kernel.js';

export interface ProductMatrices {
  /** Row by row, as all of them; `out` may be `left` or `right`. */
  readonly out: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Columns of each. */
  readonly size: number;
}

/** From the first number to before the second. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Rows and columns of a tile. */
const TILE = 3;

/** out[r, c] −= Σₖ left[r, k]·right[c, k], for r in `rows`, c in `columns`, k in `along`. */
export function subtractRowProducts(matrices: ProductMatrices, rows: Span, columns: Span, along: Span): void {
  const lastRow = rows.to - TILE;
  const lastColumn = columns.to - TILE;
  let r = rows.from;
  for (; r <= lastRow; r += TILE) {
    let c = columns.from;
    for (; c <= lastColumn; c += TILE) subtractTile(matrices, r, c, along);
    if (c < columns.to)
      subtractOneByOne(matrices, { from: r, to: r + TILE }, { from: c, to: columns.to }, along);
  }
  if (r < rows.to) subtractOneByOne(matrices, { from: r, to: rows.to }, columns, along);
}

/** `along` is a whole number of pairs. */
function subtractTile(
  { out, left, right, size }: ProductMatrices,
  row: number,
  column: number,
  { from, to }: Span,
): void {
  const first = left.byteOffset + 8 * (row * size + from);
  tileKernel().subtractTile(
    out.byteOffset + 8 * (row * size + column),
    first,
    right.byteOffset + 8 * (column * size + from),
    8 * size,
    first + 8 * (to - from),
  );
}

function subtractOneByOne(
  { out, left, right, size }: ProductMatrices,
  rows: Span,
  columns: Span,
  { from, to }: Span,
): void {
  for (let r = rows.from; r < rows.to; r++) {
    for (let c = columns.from; c < columns.to; c++) {
      let sum = 0;
      for (let k = from; k < to; k++) sum += left[r * size + k]! * right[c * size + k]!;
      out[r * size + c]! -= sum;
    }
  }
}
