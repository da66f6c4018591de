/** Drawn rows of a batch and its net, as the rules of pairing read them. */
import { PairHistory } from '../../cj/pairing/pair-history.js';
import type { EssayId } from '../../cj/words.js';
import type { AskedRow } from '../../sim/specification/expected-waves.js';
import { type Rolls, times } from './rolls.js';

export interface DrawnBatch {
  /** In stored order, which is not that of the ids. */
  readonly ids: readonly EssayId[];
  readonly rows: readonly AskedRow[];
  readonly history: PairHistory;
  readonly scores: readonly (number | null)[];
  /** Logits between two essays. */
  readonly distance: (x: string, y: string) => number;
}

export function drawnBatch(rolls: Rolls, size: number): DrawnBatch {
  const ids = rolls.shuffled(times(size, (i) => `e${String.fromCharCode(97 + i)}` as EssayId));
  const density = rolls.pick([0, 0.3, 0.7, 1]);
  const errors = rolls.pick([0, 0.2, 0.6]);
  const open = rolls.pick([0, 0, 0.2]);
  const rows: AskedRow[] = [];
  for (let round = 0; round < 3; round++) {
    for (const [i, x] of ids.entries()) {
      for (const y of ids.slice(i + 1)) {
        if (!rolls.chance(round === 0 ? density : density / 3)) continue;
        const fate = rolls.next();
        const winner =
          fate < errors ? 'error' : fate < errors + open ? null : rolls.pick(['essay_a', 'essay_b'] as const);
        rows.push(rolls.chance(0.5) ? { a: x, b: y, winner } : { a: y, b: x, winner });
      }
    }
  }
  if (size > 0 && rolls.chance(0.1)) rows.push({ a: ids[0] as EssayId, b: 'gone', winner: 'essay_a' });
  const shuffled = rolls.shuffled(rows);
  const spread = rolls.pick([0, 1, 5]);
  const scores = ids.map(() => (rolls.chance(0.25) ? null : rolls.between(-spread, spread)));
  const scoreOf = (id: string) => scores[ids.indexOf(id as EssayId)] ?? 0;
  return {
    ids,
    rows: shuffled,
    history: new PairHistory(
      ids,
      shuffled.map(({ a, b, winner }) => [a, b, winner] as const),
    ),
    scores,
    distance: (x, y) => Math.abs(scoreOf(x) - scoreOf(y)),
  };
}
