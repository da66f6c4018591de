/**
 * The sole writers of `processing_metadata` (01, "The merge rule"). A merge is shallow and one atomic
 * UPDATE: top-level keys of the patch are added or replaced whole, in the order of their schema, all other
 * keys survive, null is kept. Numbers enter as text that JavaScript wrote, so doubles stay bit for bit;
 * `json_patch` is not used because it merges deeply and drops nulls.
 *
 * Nothing else can write: rows start as `{}`, the columns take only the branded texts of this file, and
 * test/store/metadata-writers.test.ts reads the code.
 */
import { type Compilable, sql } from 'kysely';
import {
  anchorMetadataSchema,
  type BatchStateMetadata,
  type BatchUploadMetadata,
  batchStateMetadataSchema,
  batchUploadMetadataSchema,
  type CJAnchorMetadata,
  type CJEessayMetadata,
  type ComparisonMetadata,
  comparisonMetadataSchema,
} from '../cj/documents.js';
import { invariant } from '../cj/errors.js';
import type { BatchId, EssayId } from '../cj/words.js';
import { type Db, type Param, type Prepared, type Query, query } from './compile.js';
import { documentText, type KeyOrder, keyOrder, orderedMembers } from './document-text.js';
import type { Driver } from './driver.js';

declare const merged: unique symbol;
/** JSON text of a document that grows by merging. */
export type MergedMetadata = string & { readonly [merged]: true };
declare const answered: unique symbol;
/** JSON text of a comparison's document, which is written once, with the answer. */
export type AnswerDocument = string & { readonly [answered]: true };

/** `clobber` is the defect `metadata-clobber`: it assigns what it should merge. A policy names one of them. */
export type MetadataWriting = 'merge' | 'clobber';

type MergeArgs = readonly (string | number)[];
type Column = ReturnType<typeof withKeys>;

/** How the documents of one table are merged. */
interface MergeTarget {
  readonly order: KeyOrder;
  /** Compiled statements by the set of keys that they set. */
  readonly queries: Map<string, Query<MergeArgs, unknown>>;
  readonly keyColumns: number;
  readonly update: (db: Db, document: Column, key: readonly Param<unknown>[]) => Compilable;
}

const uploadTarget: MergeTarget = {
  order: keyOrder(batchUploadMetadataSchema),
  queries: new Map(),
  keyColumns: 1,
  update: (db, document, [id]) =>
    db
      .updateTable('cj_batch_uploads')
      .set({ processing_metadata: document })
      .where('id', '=', id as Param<BatchId>),
};

const stateTarget: MergeTarget = {
  order: keyOrder(batchStateMetadataSchema),
  queries: new Map(),
  keyColumns: 1,
  update: (db, document, [id]) =>
    db
      .updateTable('cj_batch_states')
      .set({ processing_metadata: document })
      .where('batch_id', '=', id as Param<BatchId>),
};

const essayTarget: MergeTarget = {
  order: keyOrder(anchorMetadataSchema),
  queries: new Map(),
  keyColumns: 2,
  update: (db, document, [essay, batch]) =>
    db
      .updateTable('cj_processed_essays')
      .set({ processing_metadata: document })
      .where('els_essay_id', '=', essay as Param<EssayId>)
      .where('cj_batch_id', '=', batch as Param<BatchId>),
};

const assignState = query((db, document: Param<MergedMetadata>, batch: Param<BatchId>) =>
  db.updateTable('cj_batch_states').set({ processing_metadata: document }).where('batch_id', '=', batch),
);

export type Metadata = ReturnType<typeof metadata>;

export function metadata(driver: Driver) {
  const mergeUpload = merger(driver, uploadTarget);
  const mergeState = merger(driver, stateTarget);
  const mergeEssay = merger(driver, essayTarget);
  const assign = assignState.on(driver);
  const mergeBatchProcessingMetadata = (batch: BatchId, patch: BatchStateMetadata): void =>
    mergeState(patch, [batch]);
  /** Deliberately wrong, for the defect `metadata-clobber` only: every key that the patch lacks is lost. */
  const clobberBatchProcessingMetadata = (batch: BatchId, patch: BatchStateMetadata): void => {
    const document = documentText(patch, stateTarget.order) as MergedMetadata;
    expectOneRow(assign.run(document, batch).changes, [batch]);
  };
  const writers: Record<MetadataWriting, (batch: BatchId, patch: BatchStateMetadata) => void> = {
    merge: mergeBatchProcessingMetadata,
    clobber: clobberBatchProcessingMetadata,
  };
  return {
    /** Merge into `cj_batch_uploads`. */
    mergeBatchUploadMetadata: (batch: BatchId, patch: BatchUploadMetadata): void =>
      mergeUpload(patch, [batch]),
    /** Merge into `cj_batch_states`. */
    mergeBatchProcessingMetadata,
    /** Merge into `cj_processed_essays`. */
    mergeEssayProcessingMetadata: (
      essay: EssayId,
      batch: BatchId,
      patch: CJEessayMetadata | CJAnchorMetadata,
    ): void => mergeEssay(patch, [essay, batch]),
    /** Write into `cj_batch_states` as the policy says. */
    writeBatchProcessingMetadata: (how: MetadataWriting, batch: BatchId, patch: BatchStateMetadata): void =>
      writers[how](batch, patch),
  };
}

const comparisonOrder = keyOrder(comparisonMetadataSchema);

/** Members that are undefined are left out of the text. */
type Sparse<T> = { readonly [Key in keyof T]: T[Key] | undefined };

/** The document of an answered comparison as text. */
export function answerDocument(document: Sparse<ComparisonMetadata>): AnswerDocument {
  return documentText(document, comparisonOrder) as AnswerDocument;
}

/** The column of `cj_comparison_pairs` that takes it. */
export function answerColumn(document: Param<AnswerDocument>) {
  return { processing_metadata: document };
}

/** A patch reaches its row as one statement per set of keys, prepared when the set is first seen. */
function merger(driver: Driver, target: MergeTarget) {
  const statements = new Map<string, Prepared<MergeArgs, unknown>>();
  return (patch: object, key: MergeArgs): void => {
    const { keys, texts } = orderedMembers(patch, target.order);
    if (keys.length === 0) return;
    const signature = keys.join(' ');
    let statement = statements.get(signature);
    if (statement === undefined) {
      statement = mergeQuery(target, keys, signature).on(driver);
      statements.set(signature, statement);
    }
    expectOneRow(statement.run(...texts, ...key).changes, key);
  };
}

function mergeQuery(
  target: MergeTarget,
  keys: readonly string[],
  signature: string,
): Query<MergeArgs, unknown> {
  let merge = target.queries.get(signature);
  if (merge === undefined) {
    merge = query<MergeArgs, unknown>(
      (db, ...params) =>
        target.update(db, withKeys(keys, params.slice(0, keys.length)), params.slice(keys.length)),
      keys.length + target.keyColumns,
    );
    target.queries.set(signature, merge);
  }
  return merge;
}

/** `json_set(processing_metadata, '$."key"', json(?), …)`: each value comes as JSON text. */
function withKeys(keys: readonly string[], texts: readonly Param<unknown>[]) {
  const pairs = keys.map((key, at) => sql`${sql.lit(`$."${key}"`)}, json(${texts[at]})`);
  return sql<MergedMetadata>`json_set(processing_metadata, ${sql.join(pairs)})`;
}

function expectOneRow(changes: number, key: MergeArgs): void {
  invariant(changes === 1, 'Metadata is written into a row that exists', { key, changes });
}
