/** All waves at once, for `provider_batch_api` (03): each sees the planned pairs of those before it as asked. */
import type { EssayId } from '../words.js';
import type { OrderedPair } from './ordered-pair.js';
import { PairHistory, type PairRow } from './pair-history.js';

export interface WavesAheadInput {
  readonly ids: readonly EssayId[];
  readonly rows: Iterable<PairRow>;
  /** Comparisons that the budget still allows; null: no limit. */
  readonly remainingBudget: number | null;
  /** One oriented wave (shown as A first) of new pairs, cut to the budget that is left; `wave` counts from 0. */
  readonly planWave: (
    history: PairHistory,
    remainingBudget: number | null,
    wave: number,
  ) => readonly OrderedPair[];
}

/** Waves until the budget is used or no new pair is left. */
export function wavesAhead(input: WavesAheadInput): readonly (readonly OrderedPair[])[] {
  const { ids } = input;
  const history = new PairHistory(ids, input.rows);
  const waves: (readonly OrderedPair[])[] = [];
  let remaining = input.remainingBudget;
  while (remaining === null || remaining > 0) {
    const wave = input.planWave(history, remaining, waves.length);
    if (wave.length === 0) break;
    waves.push(wave);
    for (const { a, b } of wave) history.record(ids[a]!, ids[b]!, null);
    if (remaining !== null) remaining -= wave.length;
  }
  return waves;
}
