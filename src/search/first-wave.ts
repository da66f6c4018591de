/** The pairs of first waves, whose order chance decides (03): how many, and how many with the smaller id first. */
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { Driver } from '../store/driver.js';

export interface FirstWave {
  readonly pairs: number;
  readonly smallerFirst: number;
}

/** Strategies under which ids must not tell the order. */
const BY_CHANCE: readonly string[] = ['fair_complement', 'random'];

export function firstWaveOf({ settings }: WorldPlan, driver: Driver): FirstWave {
  if (!BY_CHANCE.includes(settings.PAIR_ORIENTATION_STRATEGY)) return { pairs: 0, smallerFirst: 0 };
  return driver
    .prepare(
      `select count(*) as pairs, coalesce(sum(essay_a_els_id < essay_b_els_id), 0) as smallerFirst
       from cj_comparison_pairs as pair join cj_batch_states as batch on batch.batch_id = pair.cj_batch_id
       where batch.total_comparisons > 0 and pair.pair_generation_mode = 'coverage' and submitted_at =
         (select min(submitted_at) from cj_comparison_pairs as first where first.cj_batch_id = pair.cj_batch_id)
       and json_extract(batch.processing_metadata, '$.llm_batching_mode') <> 'provider_batch_api'`,
    )
    .get() as FirstWave;
}
