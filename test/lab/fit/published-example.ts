/** The example published with Kinnear, Jones & Davies (2025): wins of the row over the column, four items. */
import type { ComparisonTable, Decision } from '../../../src/lab/fit/comparison-table.js';

const WINS: readonly (readonly [winner: number, loser: number, wins: number, losses: number])[] = [
  [0, 1, 22, 2],
  [0, 2, 20, 2],
  [0, 3, 22, 2],
  [1, 2, 20, 2],
  [1, 3, 24, 0],
  [2, 3, 24, 0],
];

export function publishedExample(): ComparisonTable {
  const decision = (winner: number, loser: number): Decision => ({
    winner,
    loser,
    judge: null,
    winnerFirst: null,
  });
  return {
    items: ['A', 'B', 'C', 'D'],
    judges: [],
    decisions: WINS.flatMap(([i, j, wins, losses]) => [
      ...Array.from({ length: wins }, () => decision(i, j)),
      ...Array.from({ length: losses }, () => decision(j, i)),
    ]),
  };
}
