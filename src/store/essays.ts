/** Queries on the essays of a batch, students' and anchors'. Stored order is the order of insertion. */
import { sql } from 'kysely';
import { SURE_DECIMALS } from '../cj/scoring/ranking.js';
import type { NetEssay } from '../cj/scoring/se-reference.js';
import type { BatchId, EssayId } from '../cj/words.js';
import { type Param, query } from './compile.js';
import type { Driver } from './driver.js';
import type { Flag } from './schema.js';
import type { Timestamp } from './timestamp.js';

export interface NewEssay {
  readonly els_essay_id: EssayId;
  readonly cj_batch_id: BatchId;
  readonly text_storage_id: string;
  readonly is_anchor: boolean;
  readonly created_at: Timestamp;
}

/** A node of a batch's net, and where its text is. */
export interface StoredNetEssay extends NetEssay {
  readonly text_storage_id: string;
}

export interface EssayScore {
  readonly els_essay_id: EssayId;
  /** Logits, mean 0 over the net. */
  readonly current_bt_score: number | null;
  readonly current_bt_se: number | null;
  /** Comparisons with a usable answer. */
  readonly comparison_count: number;
}

const insert = query(
  (
    db,
    essay: Param<EssayId>,
    batch: Param<BatchId>,
    storageId: Param<string>,
    isAnchor: Param<Flag>,
    at: Param<Timestamp>,
  ) =>
    db.insertInto('cj_processed_essays').values({
      els_essay_id: essay,
      cj_batch_id: batch,
      text_storage_id: storageId,
      is_anchor: isAnchor,
      created_at: at,
    }),
);

const ofBatch = query((db, batch: Param<BatchId>) =>
  db.selectFrom('cj_processed_essays').selectAll().where('cj_batch_id', '=', batch).orderBy(sql`rowid`),
);

const netOf = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_processed_essays')
    .select(['els_essay_id', 'is_anchor', 'text_storage_id'])
    .where('cj_batch_id', '=', batch)
    .orderBy(sql`rowid`),
);

type NetRow = readonly [els_essay_id: EssayId, is_anchor: Flag, text_storage_id: string];

const setScore = query(
  (
    db,
    score: Param<number | null>,
    se: Param<number | null>,
    comparisons: Param<number>,
    essay: Param<EssayId>,
    batch: Param<BatchId>,
  ) =>
    db
      .updateTable('cj_processed_essays')
      .set({ current_bt_score: score, current_bt_se: se, comparison_count: comparisons })
      .where('els_essay_id', '=', essay)
      .where('cj_batch_id', '=', batch),
);

/** Score descending (equal as `ranking` has it), unscored last, ties by id: SQLite compares texts by UTF-8 bytes, which is by code point. */
const ranked = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_processed_essays')
    .select([
      'els_essay_id',
      'is_anchor',
      'current_bt_score',
      'current_bt_se',
      'comparison_count',
      'text_storage_id',
      'processing_metadata',
    ])
    .where('cj_batch_id', '=', batch)
    .orderBy(
      (eb) => eb.fn('round', ['current_bt_score', eb.lit(SURE_DECIMALS)]),
      (order) => order.desc().nullsLast(),
    )
    .orderBy('els_essay_id'),
);

export type Essays = ReturnType<typeof essays>;

export function essays(driver: Driver) {
  const q = {
    insert: insert.on(driver),
    ofBatch: ofBatch.on(driver),
    netOf: netOf.on(driver),
    setScore: setScore.on(driver),
    ranked: ranked.on(driver),
  };
  return {
    /** The document starts as `{}`; metadata.ts fills it. */
    insert: (essay: NewEssay): void => {
      q.insert.run(
        essay.els_essay_id,
        essay.cj_batch_id,
        essay.text_storage_id,
        essay.is_anchor ? 1 : 0,
        essay.created_at,
      );
    },
    /** All essays of a batch in stored order. */
    ofBatch: q.ofBatch.all,
    /** The nodes of a batch's net in stored order, without their documents. */
    netOf: (batch: BatchId): readonly StoredNetEssay[] =>
      (q.netOf.raw(batch) as unknown as readonly NetRow[]).map(([id, isAnchor, storageId]) => ({
        id,
        is_anchor: isAnchor === 1,
        text_storage_id: storageId,
      })),
    writeScores: (batch: BatchId, scores: readonly EssayScore[]): void => {
      for (const { els_essay_id, current_bt_score, current_bt_se, comparison_count } of scores) {
        q.setScore.run(current_bt_score, current_bt_se, comparison_count, els_essay_id, batch);
      }
    },
    /** All essays of a batch in the order of their ranks. */
    ranked: q.ranked.all,
  };
}
