/** Whole plans of waves on drawn batches. */
import {
  CURRENT_WAVE_RULES,
  type PlannedWaveInput,
  planAllWaves,
  planWave,
} from '../../cj/pairing/plan-wave.js';
import type { Settings } from '../../cj/settings.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { createDraw } from '../../sim/randomness.js';
import { allPairs, isAnswered, isFailed, rowsOfPair } from '../../sim/specification/expected-waves.js';
import { drawnBatch } from './drawn-rows.js';
import type { Rolls } from './rolls.js';

/** Whole plans: within the cap, of their kind, and with a provider's batch API every new pair there is. */
export function checkPlan(rolls: Rolls, defaults: Settings): Broken | null {
  const batch = drawnBatch(rolls, rolls.whole(1, 7));
  const { ids, rows } = batch;
  const cap = rolls.pick([0, rows.length, rows.length + 1, rows.length + 2, 60]);
  const settings: Settings = {
    ...defaults,
    PAIR_MATCHING_STRATEGY: rolls.pick([
      'optimal_graph',
      'optimal_graph',
      'random',
      'adaptive',
      'd_optimal',
    ] as const),
    ENABLE_FAILED_COMPARISON_RETRY: rolls.chance(0.8),
    MAX_RETRY_ATTEMPTS: rolls.whole(0, 2),
    RETRY_BATCH_SIZE: rolls.pick([1, 50]),
  };
  const input: PlannedWaveInput = {
    net: { ids, isAnchor: () => false, scores: batch.scores },
    history: batch.history,
    cap,
    label: 'drawn',
    wave: 1,
    settings,
    draw: createDraw(`plan/${rolls.whole(0, 1e9)}`),
  };
  const left = Math.max(0, cap - rows.length);
  const fresh = allPairs(ids).filter(([x, y]) => rowsOfPair(rows, x, y).length === 0);
  const coverage = planWave(CURRENT_WAVE_RULES, 'coverage', input);
  const wish = { fresh: fresh.length, left, ids: ids.length, strategy: settings.PAIR_MATCHING_STRATEGY };
  if (coverage.length > left || (coverage.length === 0 && left > 0 && fresh.length > 0))
    return broken('a coverage wave of no use', { coverage, ...wish, rows });
  const asked = planAllWaves(
    CURRENT_WAVE_RULES,
    input,
    rows.map(({ a, b, winner }) => [a, b, winner] as const),
  );
  const names = asked.map(({ essayA, essayB }) =>
    [essayA, essayB].sort((x, y) => (x < y ? -1 : 1)).join(' '),
  );
  const isFresh = names.every((name) => fresh.some((pair) => pair.join(' ') === name));
  if (new Set(names).size !== names.length || !isFresh || names.length !== Math.min(left, fresh.length))
    return broken('all waves at once', { names, ...wish, rows });
  const attempts = settings.ENABLE_FAILED_COMPARISON_RETRY ? 1 + settings.MAX_RETRY_ATTEMPTS : 0;
  const waiting = allPairs(ids).filter(
    ([x, y]) => isFailed(rows, x, y) && rowsOfPair(rows, x, y).length < attempts,
  );
  const retried = planWave(CURRENT_WAVE_RULES, 'retry', input).length;
  if (ids.length > 1 && retried !== Math.min(waiting.length, left, settings.RETRY_BATCH_SIZE))
    return broken(`${retried} pairs are retried`, { waiting, left, rows });
  const again = planWave(CURRENT_WAVE_RULES, 'resampling', input);
  const isAgain = again.every(({ essayA, essayB }) => isAnswered(rows, essayA, essayB));
  return isAgain && again.length <= left
    ? null
    : broken('a resampling wave of others', { again, left, rows });
}
