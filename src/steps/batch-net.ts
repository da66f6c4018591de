/** What a wave is planned and scored on: the batch's essays and comparisons, read once a step. */
import { PairHistory } from '../cj/pairing/pair-history.js';
import { type BatchScores, scoreBatch } from '../cj/scoring/score-batch.js';
import { previousScores } from '../cj/scoring/stability.js';
import type { JsonObject } from '../cj/stored-value.js';
import type { EssayId } from '../cj/words.js';
import type { ComparisonRow } from '../store/comparison-pairs.js';
import type { StoredNetEssay } from '../store/essays.js';
import type { StepContext } from './step.js';

export interface BatchNet {
  /** In stored order. */
  readonly essays: readonly StoredNetEssay[];
  readonly ids: readonly EssayId[];
  readonly rows: readonly ComparisonRow[];
  readonly history: () => PairHistory;
}

export function readNet({ store, batchId }: StepContext): BatchNet {
  const essays = store.essays.netOf(batchId);
  const ids = essays.map((essay) => essay.id);
  const rows = store.pairs.rowsOfBatch(batchId);
  let history: PairHistory | undefined;
  return {
    essays,
    ids,
    rows,
    history: () => {
      history ??= new PairHistory(ids, rows);
      return history;
    },
  };
}

/** A fit that starts from the stored scores, which only saves rounds. */
export function scoreNet(
  { policy, settings }: StepContext,
  net: BatchNet,
  metadata: JsonObject,
): BatchScores {
  return scoreBatch(net.essays, net.rows, policy, { start: previousScores(metadata['bt_scores']), settings });
}
