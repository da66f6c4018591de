/** Queries on a batch: its upload row (identity, status) and its state row (fine state, counters). */
import type { Insertable } from 'kysely';
import type { SubmissionCounters } from '../cj/budget.js';
import { type BatchId, type BatchState, TERMINAL_STATES, type UploadStatus } from '../cj/words.js';
import { type Db, type Param, query } from './compile.js';
import type { Driver } from './driver.js';
import type { BatchUploadsTable } from './schema.js';
import type { Timestamp } from './timestamp.js';

/** The columns of a new upload row, beside its id. */
export type NewUpload = Omit<Insertable<BatchUploadsTable>, 'id' | 'completed_at'>;

export interface NewState {
  readonly state: BatchState;
  readonly last_activity_at: Timestamp;
}

/** The counters that an answer changes. */
export interface AnswerCounters {
  readonly completed_comparisons: number;
  readonly failed_comparisons: number;
}

const insertUpload = query(
  (
    db,
    id: Param<BatchId>,
    bosBatchId: Param<string>,
    eventCorrelationId: Param<string>,
    language: Param<string>,
    courseCode: Param<string>,
    assignmentId: Param<string | null>,
    userId: Param<string | null>,
    orgId: Param<string | null>,
    expectedEssayCount: Param<number>,
    status: Param<UploadStatus>,
    createdAt: Param<Timestamp>,
  ) =>
    db.insertInto('cj_batch_uploads').values({
      id,
      bos_batch_id: bosBatchId,
      event_correlation_id: eventCorrelationId,
      language,
      course_code: courseCode,
      assignment_id: assignmentId,
      user_id: userId,
      org_id: orgId,
      expected_essay_count: expectedEssayCount,
      status,
      created_at: createdAt,
    }),
);

const insertState = query((db, batch: Param<BatchId>, state: Param<BatchState>, at: Param<Timestamp>) =>
  db.insertInto('cj_batch_states').values({ batch_id: batch, state, last_activity_at: at }),
);

const uploadById = query((db, id: Param<BatchId>) =>
  db.selectFrom('cj_batch_uploads').selectAll().where('id', '=', id),
);
const stateById = query((db, batch: Param<BatchId>) =>
  db.selectFrom('cj_batch_states').selectAll().where('batch_id', '=', batch),
);
const countersById = query((db, batch: Param<BatchId>) =>
  withCounters(db).where('cj_batch_states.batch_id', '=', batch),
);

const setStatus = query((db, id: Param<BatchId>, status: Param<UploadStatus>) =>
  db.updateTable('cj_batch_uploads').set({ status }).where('id', '=', id),
);
const setFinalStatus = query((db, id: Param<BatchId>, status: Param<UploadStatus>, at: Param<Timestamp>) =>
  db.updateTable('cj_batch_uploads').set({ status, completed_at: at }).where('id', '=', id),
);
const setExpectedEssayCount = query((db, id: Param<BatchId>, count: Param<number>) =>
  db.updateTable('cj_batch_uploads').set({ expected_essay_count: count }).where('id', '=', id),
);
const setState = query((db, batch: Param<BatchId>, state: Param<BatchState>, at: Param<Timestamp>) =>
  db.updateTable('cj_batch_states').set({ state, last_activity_at: at }).where('batch_id', '=', batch),
);

const writeSubmission = query(
  (
    db,
    totalBudget: Param<number | null>,
    totalComparisons: Param<number>,
    submitted: Param<number>,
    iteration: Param<number>,
    at: Param<Timestamp>,
    batch: Param<BatchId>,
  ) =>
    db
      .updateTable('cj_batch_states')
      .set({
        total_budget: totalBudget,
        total_comparisons: totalComparisons,
        submitted_comparisons: submitted,
        current_iteration: iteration,
        last_activity_at: at,
      })
      .where('batch_id', '=', batch),
);

const countAnswer = {
  completed: countAnswerIn('completed_comparisons'),
  failed: countAnswerIn('failed_comparisons'),
} as const;

function countAnswerIn(column: keyof AnswerCounters) {
  return query((db, at: Param<Timestamp>, batch: Param<BatchId>) =>
    db
      .updateTable('cj_batch_states')
      .set((eb) => ({ [column]: eb(column, '+', 1), last_activity_at: at }))
      .where('batch_id', '=', batch),
  );
}

const writeAnswerCounters = query(
  (db, completed: Param<number>, failed: Param<number>, at: Param<Timestamp>, batch: Param<BatchId>) =>
    db
      .updateTable('cj_batch_states')
      .set({ completed_comparisons: completed, failed_comparisons: failed, last_activity_at: at })
      .where('batch_id', '=', batch),
);

/** What the counters of a batch say, without its document. */
const COUNTERS = [
  'batch_id',
  'state',
  'total_budget',
  'total_comparisons',
  'submitted_comparisons',
  'completed_comparisons',
  'failed_comparisons',
  'current_iteration',
  'completion_threshold_pct',
  'last_activity_at',
] as const;

function withCounters(db: Db) {
  return db.selectFrom('cj_batch_states').select(COUNTERS);
}

const unfinished = query((db) =>
  withCounters(db).where('state', 'not in', TERMINAL_STATES).orderBy('batch_id'),
);
const inactive = query((db, since: Param<Timestamp>) =>
  withCounters(db)
    .where('last_activity_at', '<=', since)
    .where('state', 'not in', TERMINAL_STATES)
    .orderBy('batch_id'),
);
const allIds = query((db) => db.selectFrom('cj_batch_uploads').select('id').orderBy('id'));
const remove = query((db, id: Param<BatchId>) => db.deleteFrom('cj_batch_uploads').where('id', '=', id));

export type Batches = ReturnType<typeof batches>;

export function batches(driver: Driver) {
  const q = {
    insertUpload: insertUpload.on(driver),
    insertState: insertState.on(driver),
    writeSubmission: writeSubmission.on(driver),
    completed: countAnswer.completed.on(driver),
    failed: countAnswer.failed.on(driver),
    writeAnswerCounters: writeAnswerCounters.on(driver),
    counters: countersById.on(driver),
    allIds: allIds.on(driver),
    remove: remove.on(driver),
  };
  return {
    /** Both documents start as `{}`; metadata.ts fills them. */
    insert: (id: BatchId, upload: NewUpload, state: NewState): void => {
      q.insertUpload.run(
        id,
        upload.bos_batch_id,
        upload.event_correlation_id,
        upload.language,
        upload.course_code,
        upload.assignment_id ?? null,
        upload.user_id ?? null,
        upload.org_id ?? null,
        upload.expected_essay_count,
        upload.status,
        upload.created_at,
      );
      q.insertState.run(id, state.state, state.last_activity_at);
    },
    upload: uploadById.on(driver).get,
    state: stateById.on(driver).get,
    /** The state row without its document. */
    counters: q.counters.get,
    setStatus: setStatus.on(driver).run,
    /** The status that a batch ends with, and when. */
    setFinalStatus: setFinalStatus.on(driver).run,
    setExpectedEssayCount: setExpectedEssayCount.on(driver).run,
    setState: setState.on(driver).run,
    /** Store the counters as the policy's rule for a submission made them (src/cj/budget.ts). */
    writeSubmission: (id: BatchId, counters: SubmissionCounters, at: Timestamp) =>
      q.writeSubmission.run(
        counters.total_budget,
        counters.total_comparisons,
        counters.submitted_comparisons,
        counters.current_iteration,
        at,
        id,
      ),
    /** One more answer, in one UPDATE; returns the counters after it (RETURNING would cost twice the second read). */
    countAnswer: (id: BatchId, kind: 'completed' | 'failed', at: Timestamp) => {
      q[kind].run(at, id);
      return q.counters.get(id);
    },
    /** Overwrite the answer counters with numbers read earlier: the second half of the defect `lost-update`. */
    writeAnswerCounters: (id: BatchId, counters: AnswerCounters, at: Timestamp) => {
      q.writeAnswerCounters.run(counters.completed_comparisons, counters.failed_comparisons, at, id);
      return q.counters.get(id);
    },
    /** Counters of the batches that have not ended, in id order. */
    unfinished: unfinished.on(driver).all,
    /** Counters of those among them whose last activity is at or before a time. */
    inactiveSince: inactive.on(driver).all,
    ids: (): readonly BatchId[] => q.allIds.all().map((row) => row.id),
    /** Delete a batch with everything that belongs to it; false where there is none. */
    delete: (id: BatchId): boolean => q.remove.run(id).changes > 0,
  };
}
