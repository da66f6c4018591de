/** The stored essays of a batch, in the order of their ranks, as the rules of projection take them. */
import { objectOrNull } from '../stored-value.js';
import type { EssayId } from '../words.js';
import type { RankingRow } from './ranking-row.js';

interface StoredEssay {
  readonly els_essay_id: EssayId;
  readonly is_anchor: number;
  readonly current_bt_score: number | null;
  readonly current_bt_se: number | null;
  readonly text_storage_id: string;
  /** JSON */
  readonly processing_metadata: string;
}

export function storedRanking(essays: readonly StoredEssay[]) {
  return essays.map(
    (essay) =>
      ({
        els_essay_id: essay.els_essay_id,
        is_anchor: essay.is_anchor === 1,
        bradley_terry_score: essay.current_bt_score,
        bradley_terry_se: essay.current_bt_se,
        text_storage_id: essay.text_storage_id,
        processing_metadata: objectOrNull(JSON.parse(essay.processing_metadata)),
      }) satisfies RankingRow,
  );
}
