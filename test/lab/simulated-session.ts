/** A session of comparisons with known abilities: random pairs, a Bradley-Terry judge. */
import { sample } from '../../src/cj/distribution.js';
import { winChance } from '../../src/cj/scoring/win-chance.js';
import type { ComparisonTable } from '../../src/lab/fit/comparison-table.js';
import { createDraw } from '../../src/sim/randomness.js';

export interface Session {
  readonly seed: string;
  readonly items: number;
  readonly comparisons: number;
  readonly judges?: number;
  /** Of the abilities, logits; default 1.5. */
  readonly sd?: number;
  /** Logits for the item shown first. */
  readonly positionEffect?: number;
}

export function simulatedSession(session: Session): {
  readonly table: ComparisonTable;
  readonly truth: readonly number[];
} {
  const { seed, items, comparisons, judges = 4, sd = 1.5, positionEffect = 0 } = session;
  const draw = createDraw(seed);
  const truth = Array.from({ length: items }, (_, i) =>
    sample({ normal: { mean: 0, sd } }, draw('ability', i)),
  );
  const decisions = Array.from({ length: comparisons }, (_, k) => {
    const first = Math.floor(items * draw('first', k));
    const other = Math.floor((items - 1) * draw('second', k));
    const second = other >= first ? other + 1 : other;
    const firstWins =
      draw('answer', k) < winChance((truth[first] ?? 0) - (truth[second] ?? 0) + positionEffect);
    return {
      winner: firstWins ? first : second,
      loser: firstWins ? second : first,
      judge: k % judges,
      winnerFirst: firstWins,
    };
  });
  return {
    table: {
      items: truth.map((_, i) => `item-${i}`),
      judges: Array.from({ length: judges }, (_, j) => `judge-${j}`),
      decisions,
    },
    truth,
  };
}
