/** Nets of comparisons as no world makes them: in parts, one-sided, lopsided, or with next to nothing in them. */
import { type ComparisonNet, type ComparisonRow, comparisonNet } from '../../cj/scoring/comparison-net.js';
import type { EssayId } from '../../cj/words.js';
import type { ComparedPair } from '../../sim/specification/expected-errors.js';
import type { Wins } from '../../sim/specification/expected-map.js';
import { type Rolls, times } from './rolls.js';

export interface DrawnNet {
  readonly ids: readonly EssayId[];
  /** Distinct pairs, i < j. */
  readonly pairs: readonly ComparedPair[];
  /** By winner and loser. */
  readonly wins: readonly Wins[];
}

export function drawnNet(rolls: Rolls, size: number): DrawnNet {
  const density = size > 10 ? 4 / size : rolls.pick([0.2, 0.5, 1]);
  const parts = rolls.pick([1, 1, 1, 2, 3]);
  const most = rolls.pick([1, 3, 3, 20, 1e6]);
  const isOneSided = rolls.chance(0.2);
  const pairs: ComparedPair[] = [];
  const wins: Wins[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      if (i % parts !== j % parts || !rolls.chance(density)) continue;
      const count = rolls.whole(1, rolls.chance(0.5) ? Math.min(3, most) : most);
      const won = isOneSided ? count : rolls.whole(0, count);
      pairs.push({ i, j, times: count });
      if (won > 0) wins.push({ i, j, wins: won });
      if (won < count) wins.push({ i: j, j: i, wins: count - won });
    }
  }
  return { ids: times(size, (place) => `e${String((place * 7) % 100)}-${place}` as EssayId), pairs, wins };
}

export function netOf({ ids, wins }: DrawnNet): ComparisonNet {
  const rows = wins.map(({ i, j, wins: count }, k): ComparisonRow => {
    const [winner, loser] = [ids[i] ?? '', ids[j] ?? ''];
    return k % 2 === 0 ? [winner, loser, 'essay_a', count] : [loser, winner, 'essay_b', count];
  });
  return comparisonNet(ids, rows);
}
