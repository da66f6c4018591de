/**
 * `cjsim check`: the seed's success criteria and the conservation rules of 06, asked of a stored world. Every
 * check gives the rows that break it; it passes when there are none. No check knows a defect.
 */

import type { Fact } from '../cj/facts.js';
import { objectOrNull } from '../cj/stored-value.js';
import type { SqlValue } from '../store/driver.js';
import { wrongGrades } from './check-grades.js';
import { otherThanAsked } from './check-identity.js';
import { wrongScores, wrongStandardErrors } from './check-scores.js';
import { ASKED_TWICE, NOT_ONE_END, WRONG_COUNTERS } from './check-statements.js';
import { isStuck } from './inspect.js';
import { type StoredBatch, type StoredWorld, wavesOf } from './stored-world.js';
import type { ViewRow } from './view-table.js';

export type CheckVerdict = 'PASS' | 'FAIL' | 'NOT_APPLICABLE';

export interface CheckResult {
  /** Its name. */
  readonly id: string;
  /** What must hold, in one sentence. */
  readonly title: string;
  /** `NOT_APPLICABLE`: the world has nothing to check. */
  readonly verdict: CheckVerdict;
  /** What breaks it, in columns of its own. */
  readonly rows: readonly ViewRow[];
  /** The statement that selects them, where it is one. */
  readonly sql?: string;
}

interface Check {
  readonly id: string;
  readonly title: string;
  readonly sql?: string;
  /** Broken rows, or null where the world has nothing to check. */
  readonly broken: (world: StoredWorld) => readonly ViewRow[] | null;
}

/** Of a world without batches none is applicable. */
export function checkWorld(world: StoredWorld): readonly CheckResult[] {
  return CHECKS.map(({ id, title, sql, broken }) => {
    const rows = world.batches.length === 0 ? null : broken(world);
    const verdict: CheckVerdict = rows === null ? 'NOT_APPLICABLE' : rows.length === 0 ? 'PASS' : 'FAIL';
    return { id, title, verdict, rows: rows ?? [], ...(sql === undefined ? {} : { sql }) };
  });
}

/** A check whose statement selects the rows that break it. */
function bySql(id: string, title: string, sql: string): Check {
  return {
    id,
    title,
    sql,
    broken: ({ store }) =>
      store.driver.prepare(sql).all() as readonly Readonly<Record<string, Exclude<SqlValue, Uint8Array>>>[],
  };
}

/** A check that asks batch by batch; null from every batch makes it not applicable. */
function byBatch(
  id: string,
  title: string,
  broken: (world: StoredWorld, batch: StoredBatch) => readonly ViewRow[] | null,
): Check {
  return {
    id,
    title,
    broken: (world) => {
      const found = world.batches.map((batch) => broken(world, batch));
      return found.every((rows) => rows === null) ? null : found.flatMap((rows) => rows ?? []);
    },
  };
}

const CHECKS: readonly Check[] = [
  byBatch(
    'continuation',
    'Every finished batch of more than one wave went on by a continuation',
    (world, batch) => {
      const waves = wavesOf(world, batch);
      if (batch.state.state !== 'COMPLETED' || waves.length < 2) return null;
      const late = waves.slice(1).filter((wave) => wave.cj_request_type !== 'cj_retry');
      return late.map((wave) => ({ batch: batch.id, wave: wave.iteration, type: wave.cj_request_type }));
    },
  ),
  byBatch('rehydration', 'Every continuation rehydrates from original_request', (world, batch) => {
    if (batch.metadata['original_request'] === undefined) return null;
    return wavesOf(world, batch)
      .slice(1)
      .filter((wave) => wave.rehydrated_from !== 'original_request')
      .map((wave) => ({ batch: batch.id, wave: wave.iteration, from: wave.rehydrated_from }));
  }),
  byBatch(
    'budget-source',
    'Source and override never change, and no override appears from nowhere',
    (world, batch) => {
      const [first, ...later] = wavesOf(world, batch);
      if (first === undefined) return null;
      const isLegacy = batch.metadata['original_request'] === undefined;
      return later
        .filter((wave) => wave.source !== first.source || (!isLegacy && wave.override !== first.override))
        .map((wave) => ({
          batch: batch.id,
          wave: wave.iteration,
          source: wave.source,
          override: wave.override,
        }));
    },
  ),
  byBatch(
    'override-from-request',
    'Every override is the one of the original request, never derived from the cap',
    (world, batch) => {
      const request = objectOrNull(batch.metadata['original_request']);
      const waves = wavesOf(world, batch);
      if (request === null || waves.length === 0) return null;
      const asked = request['max_comparisons_override'] ?? null;
      return waves
        .filter((wave) => wave.override !== asked)
        .map(({ iteration, override, cap }) => ({ batch: batch.id, wave: iteration, override, cap }));
    },
  ),
  byBatch(
    'stored-budget',
    'The stored comparison_budget is the one of the waves, and total_budget the first cap',
    (world, batch) => {
      const budget = objectOrNull(batch.metadata['comparison_budget']);
      const { total_budget } = batch.state;
      const waves = wavesOf(world, batch);
      if (waves.length === 0) return null;
      return waves
        .filter(
          ({ cap, source }, at) =>
            budget?.['max_pairs_requested'] !== cap ||
            budget['source'] !== source ||
            (at === 0 && total_budget !== cap),
        )
        .map(({ iteration, cap, source }) => ({
          batch: batch.id,
          wave: iteration,
          cap,
          source,
          total_budget,
        }));
    },
  ),
  byBatch(
    'identity',
    'Assignment, user, organisation, language, course and overrides are those of original_request in every wave',
    otherThanAsked,
  ),
  bySql(
    'original-request',
    'original_request is the same in both tables',
    `SELECT bu.id AS batch_id FROM cj_batch_uploads bu JOIN cj_batch_states bs ON bs.batch_id = bu.id
WHERE bu.processing_metadata->'original_request' IS NOT bs.processing_metadata->'original_request'`,
  ),
  bySql('counters', 'The counters are what the comparison rows say', WRONG_COUNTERS),
  bySql(
    'within-budget',
    'Answers are no more than submitted, and submitted no more than the total budget',
    `SELECT batch_id, total_budget, submitted_comparisons, completed_comparisons, failed_comparisons FROM cj_batch_states
WHERE completed_comparisons + failed_comparisons > submitted_comparisons OR submitted_comparisons > coalesce(total_budget, 0)`,
  ),
  bySql(
    'correlation-ids',
    'Every comparison has a correlation id of its own',
    'SELECT request_correlation_id, COUNT(*) AS times FROM cj_comparison_pairs GROUP BY request_correlation_id HAVING COUNT(*) > 1',
  ),
  bySql(
    'answers',
    'A comparison has the time of its answer exactly when it has an answer',
    `SELECT cj_batch_id AS batch_id, id, winner, completed_at FROM cj_comparison_pairs
WHERE (winner IS NULL) <> (completed_at IS NULL)`,
  ),
  bySql(
    'asked-twice',
    'A pair is asked again only by resampling, or by a retry while it has no usable answer',
    ASKED_TWICE,
  ),
  bySql(
    'one-completion',
    'A batch that has ended has one event of completion or failure, any other none',
    NOT_ONE_END,
  ),
  bySql(
    'state-and-status',
    'State and status agree',
    `SELECT bs.batch_id, bs.state, bu.status FROM cj_batch_states bs JOIN cj_batch_uploads bu ON bu.id = bs.batch_id
WHERE (bs.state = 'COMPLETED') <> (bu.status LIKE 'COMPLETE%' AND bu.completed_at IS NOT NULL)
   OR (bs.state IN ('FAILED', 'CANCELLED') AND bu.status NOT LIKE 'ERROR%')`,
  ),
  bySql(
    'nothing-after-the-end',
    'No comparison is answered after the end of its batch',
    `SELECT p.cj_batch_id AS batch_id, bu.completed_at, COUNT(*) AS answered_later FROM cj_comparison_pairs p
JOIN cj_batch_uploads bu ON bu.id = p.cj_batch_id WHERE p.completed_at > bu.completed_at GROUP BY 1, 2`,
  ),
  byBatch('continuation-errors', 'No continuation met an error', (world, batch) =>
    world
      .recordsOf(batch)
      .flatMap(({ n, facts = [] }) =>
        facts
          .filter((fact) => fact.fact === 'total_budget.missing' || isBrokenFit(fact))
          .map(({ fact }) => ({ batch: batch.id, step: n, error: fact })),
      ),
  ),
  byBatch('scores', 'The scores are those that the stored comparisons give, with mean 0', wrongScores),
  byBatch(
    'standard-errors',
    'The standard errors are those that the stored comparisons give, 0 only for the reference',
    wrongStandardErrors,
  ),
  byBatch('grades', 'The grades are those that the stored scores and the anchors give', wrongGrades),
  byBatch('stuck', 'No batch waits for something that never comes', (world, batch) =>
    isStuck(world, batch)
      ? [{ batch: batch.id, state: batch.state.state, submitted: batch.state.submitted_comparisons }]
      : [],
  ),
];

/** A fit that found no scores; one without any usable answer is no error. */
function isBrokenFit(fact: Fact): boolean {
  return fact.fact === 'fit.failed' && fact.reason !== 'insufficient_comparisons';
}
