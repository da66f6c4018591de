/** Queries on single comparisons: a wave goes in, answers come back. Counts are in comparison-coverage.ts. */
import type { PlannedPair } from '../cj/pair-plan.js';
import type { BatchId, CorrelationId, EssayId, PairMode, UsableWinner, Winner } from '../cj/words.js';
import { type Param, query } from './compile.js';
import type { Driver } from './driver.js';
import { type AnswerDocument, answerColumn } from './metadata.js';
import type { Timestamp } from './timestamp.js';

export interface NewPair extends PlannedPair {
  readonly correlationId: CorrelationId;
  /** Of the whole text that the judge reads; null where prompts are not kept. */
  readonly promptHash: string | null;
}

/** What the pairs of one wave have in common. */
export interface Wave {
  readonly batch: BatchId;
  readonly mode: PairMode;
  readonly submittedAt: Timestamp;
}

export interface Answer {
  readonly winner: UsableWinner;
  readonly confidence: number;
  readonly justification: string;
  readonly rawResponse: string | null;
  readonly document: AnswerDocument;
  readonly completedAt: Timestamp;
}

export interface Failure {
  readonly code: string;
  readonly correlationId: string;
  readonly service: string;
  /** JSON */
  readonly details: string;
  readonly rawResponse: string | null;
  readonly document: AnswerDocument;
  readonly completedAt: Timestamp;
}

/** One comparison in the columns that fit and pairing read. */
export type ComparisonRow = readonly [essayA: EssayId, essayB: EssayId, winner: Winner | null];

/** The error code of comparisons whose callback never came. */
export const LOST_CODE = 'CALLBACK_LOST';

const insert = query(
  (
    db,
    batch: Param<BatchId>,
    essayA: Param<EssayId>,
    essayB: Param<EssayId>,
    promptHash: Param<string | null>,
    correlationId: Param<CorrelationId>,
    submittedAt: Param<Timestamp>,
    mode: Param<PairMode>,
    createdAt: Param<Timestamp>,
  ) =>
    db.insertInto('cj_comparison_pairs').values({
      cj_batch_id: batch,
      essay_a_els_id: essayA,
      essay_b_els_id: essayB,
      prompt_hash: promptHash,
      request_correlation_id: correlationId,
      submitted_at: submittedAt,
      pair_generation_mode: mode,
      created_at: createdAt,
    }),
);

const byCorrelationId = query((db, id: Param<CorrelationId>) =>
  db
    .selectFrom('cj_comparison_pairs as pair')
    .innerJoin('cj_batch_states as batch', 'batch.batch_id', 'pair.cj_batch_id')
    .select(['pair.id', 'pair.winner', 'batch.state', 'batch.current_iteration'])
    .where('pair.request_correlation_id', '=', id),
);

const writeAnswer = query(
  (
    db,
    winner: Param<Winner>,
    confidence: Param<number>,
    justification: Param<string>,
    raw: Param<string | null>,
    document: Param<AnswerDocument>,
    at: Param<Timestamp>,
    id: Param<number>,
  ) =>
    db
      .updateTable('cj_comparison_pairs')
      .set({
        winner,
        confidence,
        justification,
        raw_llm_response: raw,
        ...answerColumn(document),
        completed_at: at,
      })
      .where('id', '=', id),
);

const writeFailure = query(
  (
    db,
    code: Param<string>,
    correlationId: Param<string>,
    errorAt: Param<Timestamp>,
    service: Param<string>,
    details: Param<string>,
    raw: Param<string | null>,
    document: Param<AnswerDocument>,
    at: Param<Timestamp>,
    id: Param<number>,
  ) =>
    db
      .updateTable('cj_comparison_pairs')
      .set({
        winner: 'error',
        error_code: code,
        error_correlation_id: correlationId,
        error_timestamp: errorAt,
        error_service: service,
        error_details: details,
        raw_llm_response: raw,
        ...answerColumn(document),
        completed_at: at,
      })
      .where('id', '=', id),
);

const rowsOfBatch = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_comparison_pairs')
    .select(['essay_a_els_id', 'essay_b_els_id', 'winner'])
    .where('cj_batch_id', '=', batch)
    .orderBy('id'),
);

const shownRows = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_comparison_pairs')
    .select([
      'id',
      'essay_a_els_id as essay_a',
      'essay_b_els_id as essay_b',
      'winner',
      'confidence',
      'pair_generation_mode as mode',
      'error_code as error',
      'submitted_at',
      'completed_at',
    ])
    .where('cj_batch_id', '=', batch)
    .orderBy('id'),
);

const failures = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_comparison_pairs')
    .select(['error_code', 'error_details'])
    .where('cj_batch_id', '=', batch)
    .where('winner', '=', 'error')
    .orderBy('id'),
);

const countLost = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_comparison_pairs')
    .select((eb) => eb.fn.countAll<number>().as('lost'))
    .where('cj_batch_id', '=', batch)
    .where('error_code', '=', LOST_CODE),
);

const open = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_comparison_pairs')
    .select(['id', 'request_correlation_id'])
    .where('cj_batch_id', '=', batch)
    .where('winner', 'is', null)
    .orderBy('id'),
);

export type ComparisonPairs = ReturnType<typeof comparisonPairs>;

export function comparisonPairs(driver: Driver) {
  const q = {
    insert: insert.on(driver),
    byCorrelationId: byCorrelationId.on(driver),
    writeAnswer: writeAnswer.on(driver),
    writeFailure: writeFailure.on(driver),
    rowsOfBatch: rowsOfBatch.on(driver),
    open: open.on(driver),
    countLost: countLost.on(driver),
    shownRows: shownRows.on(driver),
    failures: failures.on(driver),
  };
  return {
    insertWave: ({ batch, mode, submittedAt }: Wave, pairs: readonly NewPair[]): void => {
      for (const { essayA, essayB, correlationId, promptHash } of pairs) {
        q.insert.run(batch, essayA, essayB, promptHash, correlationId, submittedAt, mode, submittedAt);
      }
    },
    /** The comparison that a callback is for, with the state of its batch; undefined for an unknown id. */
    byCorrelationId: q.byCorrelationId.get,
    recordAnswer: (id: number, answer: Answer): void => {
      const { winner, confidence, justification, rawResponse, document, completedAt } = answer;
      q.writeAnswer.run(winner, confidence, justification, rawResponse, document, completedAt, id);
    },
    recordFailure: (id: number, failure: Failure): void => {
      const { code, correlationId, service, details, rawResponse, document, completedAt: at } = failure;
      q.writeFailure.run(code, correlationId, at, service, details, rawResponse, document, at, id);
    },
    /** Every comparison of a batch in id order: what fit and pairing need, once a wave. */
    rowsOfBatch: (batch: BatchId) => q.rowsOfBatch.raw(batch) as unknown as readonly ComparisonRow[],
    /** Every comparison of a batch as a person reads it. */
    shownRows: q.shownRows.all,
    /** Of each answer that was an error, in id order. */
    failures: q.failures.all,
    /** Comparisons that a recovery gave up as lost. */
    countLost: (batch: BatchId): number => q.countLost.get(batch)?.lost ?? 0,
    /** Comparisons that wait for their answer, in id order. */
    open: q.open.all,
  };
}
