/** The rows of a batch that its outcomes are made from. */
import type { BatchId, EssayId, Winner } from '../../cj/words.js';
import type { Driver } from '../../store/driver.js';
import type { GradedEssay } from './grade-agreement.js';

export interface BatchRows {
  /** In stored order. */
  readonly essays: readonly GradedEssay[];
  /** In the order in which they were asked. */
  readonly pairs: readonly (readonly [EssayId, EssayId, Winner | null])[];
  readonly state: string;
  readonly tokens: number;
  readonly costUsd: number;
  readonly endedAtMs: number | null;
}

export function readBatchRows(driver: Driver, batch: BatchId): BatchRows {
  const essays = driver
    .prepare(
      'select els_essay_id, is_anchor, text_storage_id, current_bt_score as score, current_bt_se as se, processing_metadata from cj_processed_essays where cj_batch_id = ? order by rowid',
    )
    .all(batch) as readonly (Omit<GradedEssay, 'is_anchor'> & { readonly is_anchor: 0 | 1 })[];
  const pairs = driver
    .prepare(
      'select essay_a_els_id, essay_b_els_id, winner from cj_comparison_pairs where cj_batch_id = ? order by id',
    )
    .raw(batch) as BatchRows['pairs'];
  const state = driver
    .prepare(
      `select state, completed_at as ended
       from cj_batch_states join cj_batch_uploads on id = batch_id where batch_id = ?`,
    )
    .get(batch) as { readonly state: string; readonly ended: string | null } | undefined;
  return {
    essays: essays.map((essay) => ({ ...essay, is_anchor: essay.is_anchor === 1 })),
    pairs,
    state: state?.state ?? 'MISSING',
    ...spentOn(driver, batch, pairs.length),
    endedAtMs: state?.ended === null || state === undefined ? null : Date.parse(state.ended),
  };
}

/** What the judge was paid for the first `asked` comparisons. */
export function spentOn(
  driver: Driver,
  batch: BatchId,
  asked: number,
): Pick<BatchRows, 'tokens' | 'costUsd'> {
  return driver
    .prepare(
      `select coalesce(sum(json_extract(document, '$.token_usage.prompt_tokens') +
         json_extract(document, '$.token_usage.completion_tokens')), 0) as tokens,
         coalesce(sum(json_extract(document, '$.cost_usd')), 0) as costUsd
       from (select processing_metadata as document from cj_comparison_pairs where cj_batch_id = ? order by id limit ?)`,
    )
    .get(batch, asked) as Pick<BatchRows, 'tokens' | 'costUsd'>;
}
