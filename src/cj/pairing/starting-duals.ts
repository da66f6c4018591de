/**
 * Where the blossom search starts: the optimum of the assignment problem on the same weights, made symmetric.
 *
 * The assignment problem (every row gets a column of its own) relaxes the matching problem. Its duals (u, v)
 * with u_i + v_j ≥ w_ij give y_i = (u_i + v_i) / 2 with y_i + y_j ≥ w_ij, because w is symmetric. An optimal
 * assignment and its inverse are both tight under (u, v), so every pair {i, σ(i)} is tight under y: the even
 * cycles of σ are matched at once, and of each odd cycle a single node stays exposed. (Derigs & Metz, "On the use
 * of optimal fractional matchings for solving the (integer) matching problem", Computing 36, 1986.)
 *
 * The assignment follows Jonker & Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
 * assignment problems", Computing 38, 1987: column reduction, augmenting row reduction, shortest paths.
 */
import type { IntegerWeights } from './integer-weights.js';

export interface StartingDuals {
  /** y, one a node: whole numbers. */
  readonly duals: Float64Array;
  /** Partner of each node along a tight pair, −1 where it is exposed. */
  readonly mates: Int32Array;
}

/** Needs an even number of nodes, at least 2. */
export function startingDuals(weights: IntegerWeights): StartingDuals {
  const { nodes, matrix } = weights;
  // Two nodes have no second best partner to bid against.
  if (nodes === 2) return { duals: new Float64Array(2).fill(matrix[1]! / 2), mates: Int32Array.of(1, 0) };
  const assignment = new Assignment(nodes, matrix);
  assignment.reduceColumns();
  assignment.reduceRows();
  assignment.reduceRows();
  assignment.augmentAll();
  const duals = new Float64Array(nodes);
  for (let i = 0; i < nodes; i++) {
    const column = assignment.columnOf[i]!;
    const u = matrix[i * nodes + column]! - assignment.price[column]!;
    duals[i] = (u + assignment.price[i]!) / 2;
  }
  return { duals, mates: matesOnCycles(assignment.columnOf) };
}

/** Match along the cycles of a permutation, every second step; the last node of an odd cycle stays exposed. */
function matesOnCycles(next: Int32Array): Int32Array {
  const mates = new Int32Array(next.length).fill(-1);
  const seen = new Uint8Array(next.length);
  for (let first = 0; first < next.length; first++) {
    let node = first;
    while (seen[node] === 0) {
      const partner = next[node]!;
      seen[node] = 1;
      if (seen[partner] !== 0) break;
      seen[partner] = 1;
      mates[node] = partner;
      mates[partner] = node;
      node = next[partner]!;
    }
  }
  return mates;
}

/** A partial assignment of rows to columns with prices v: every assigned column is a best one of its row. */
class Assignment {
  readonly columnOf: Int32Array;
  readonly price: Float64Array;
  private readonly rowOf: Int32Array;
  private freeRows: number[] = [];
  /** Shortest paths: length to a column, the row before it, columns in the order scanned ∪ todo. */
  private readonly distance: Float64Array;
  private readonly rowBefore: Int32Array;
  private readonly order: Int32Array;

  constructor(
    private readonly nodes: number,
    private readonly matrix: Float64Array,
  ) {
    this.columnOf = new Int32Array(nodes).fill(-1);
    this.rowOf = new Int32Array(nodes).fill(-1);
    this.price = new Float64Array(nodes);
    this.distance = new Float64Array(nodes);
    this.rowBefore = new Int32Array(nodes);
    this.order = new Int32Array(nodes);
  }

  /** Each column starts at the greatest weight in it and goes to that row, if the row is still free. */
  reduceColumns(): void {
    const { nodes, matrix } = this;
    for (let column = nodes - 1; column >= 0; column--) {
      const base = column * nodes;
      let best = -Infinity;
      let row = 0;
      for (let i = 0; i < nodes; i++) {
        const entry = matrix[base + i]!;
        if (entry > best) {
          best = entry;
          row = i;
        }
      }
      this.price[column] = best;
      if (this.columnOf[row] === -1) this.assign(row, column);
    }
    for (let row = 0; row < nodes; row++) if (this.columnOf[row] === -1) this.freeRows.push(row);
  }

  /**
   * Each free row takes its best column and raises its price to where the second best is as good; the row that
   * loses the column goes on at once. Ends after a bounded number of bids, whatever is still free then.
   */
  reduceRows(): void {
    const { nodes, matrix, price } = this;
    const waiting = this.freeRows;
    const left: number[] = [];
    let bids = 4 * nodes;
    for (let next = 0; next < waiting.length; ) {
      const row = waiting[next]!;
      const base = row * nodes;
      let best = -Infinity;
      let second = -Infinity;
      let column = 0;
      let secondColumn = 0;
      for (let j = 0; j < nodes; j++) {
        const gain = matrix[base + j]! - price[j]!;
        if (gain <= second) continue;
        if (gain > best) {
          second = best;
          secondColumn = column;
          best = gain;
          column = j;
        } else {
          second = gain;
          secondColumn = j;
        }
      }
      const raises = best > second;
      if (raises) price[column]! += best - second;
      else if (this.rowOf[column] !== -1) column = secondColumn;
      const loser = this.rowOf[column]!;
      this.assign(row, column);
      if (loser !== -1) {
        this.columnOf[loser] = -1;
        bids--;
      }
      if (loser !== -1 && raises && bids > 0) {
        waiting[next] = loser;
      } else {
        if (loser !== -1) left.push(loser);
        next++;
      }
    }
    this.freeRows = left;
  }

  /** A shortest augmenting path from each row that is still free. */
  augmentAll(): void {
    for (const row of this.freeRows) this.augment(row);
    this.freeRows = [];
  }

  private assign(row: number, column: number): void {
    this.columnOf[row] = column;
    this.rowOf[column] = row;
  }

  /** Dijkstra over columns; the length of a step is the slack that prices leave. */
  private augment(start: number): void {
    const { nodes, matrix, price, rowOf, distance, rowBefore, order } = this;
    distance.fill(Infinity);
    for (let j = 0; j < nodes; j++) order[j] = j;
    let scanned = 0;
    let row = start;
    let reached = 0;
    let end = -1;
    // Slack of (row, j) is price[j] − w(row, j) − its value at the row's own column; 0 there.
    let offset = -this.leastGap(start);
    while (end === -1) {
      const base = row * nodes;
      let least = Infinity;
      let leastAt = -1;
      for (let k = scanned; k < nodes; k++) {
        const j = order[k]!;
        const length = reached + price[j]! - matrix[base + j]! + offset;
        if (length < distance[j]!) {
          distance[j] = length;
          rowBefore[j] = row;
        }
        const known = distance[j]!;
        if (known < least || (known === least && rowOf[j] === -1)) {
          least = known;
          leastAt = k;
        }
      }
      const column = order[leastAt]!;
      order[leastAt] = order[scanned]!;
      order[scanned++] = column;
      reached = least;
      row = rowOf[column]!;
      if (row === -1) end = column;
      else offset = matrix[row * nodes + column]! - price[column]!;
    }
    for (let k = 0; k < scanned; k++) {
      const j = order[k]!;
      price[j]! += reached - distance[j]!;
    }
    this.flip(start, end);
  }

  /** The least of price[j] − w(row, j). */
  private leastGap(row: number): number {
    const base = row * this.nodes;
    let least = Infinity;
    for (let j = 0; j < this.nodes; j++) least = Math.min(least, this.price[j]! - this.matrix[base + j]!);
    return least;
  }

  /** Assign backwards along the path that ends at a free column. */
  private flip(start: number, end: number): void {
    let column = end;
    for (;;) {
      const row = this.rowBefore[column]!;
      const before = this.columnOf[row]!;
      this.assign(row, column);
      if (row === start) return;
      column = before;
    }
  }
}
