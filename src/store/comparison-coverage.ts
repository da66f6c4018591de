/**
 * What has become of the pairs of a net, counted in SQL. Counting never loads rows:
 * `ix_cj_comparison_pairs_counts` (batch, lesser id, greater id, winner) covers every count, and holds the
 * rows of an unordered pair side by side.
 */
import { sql } from 'kysely';
import type { CoverageCounts } from '../cj/continuation/continuation-input.js';
import type { BatchId, EssayId } from '../cj/words.js';
import { type Db, type Param, query } from './compile.js';
import type { Driver } from './driver.js';

const USABLE = ['essay_a', 'essay_b'] as const;
const lesser = sql<EssayId>`min(essay_a_els_id, essay_b_els_id)`;
const greater = sql<EssayId>`max(essay_a_els_id, essay_b_els_id)`;

const countAnswers = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_comparison_pairs')
    .select((eb) => [
      eb.fn.countAll<number>().as('submitted'),
      eb.fn.countAll<number>().filterWhere('winner', 'in', USABLE).as('answered'),
      eb.fn.countAll<number>().filterWhere('winner', '=', 'error').as('errors'),
      eb.fn.countAll<number>().filterWhere('winner', 'is', null).as('open'),
    ])
    .where('cj_batch_id', '=', batch),
);

const countAnsweredRetries = query((db, batch: Param<BatchId>) =>
  db
    .selectFrom('cj_comparison_pairs')
    .select((eb) => eb.fn.countAll<number>().as('retried'))
    .where('cj_batch_id', '=', batch)
    .where('pair_generation_mode', '=', 'retry')
    .where('winner', 'in', USABLE),
);

/** One row per unordered pair that has been asked, in index order. */
function askedPairs(db: Db, batch: Param<BatchId>) {
  return db
    .selectFrom('cj_comparison_pairs')
    .select((eb) => [
      eb.fn.countAll<number>().as('asked'),
      eb.fn.countAll<number>().filterWhere('winner', 'in', USABLE).as('answered'),
      eb.fn.countAll<number>().filterWhere('winner', 'is', null).as('open'),
    ])
    .where('cj_batch_id', '=', batch)
    .groupBy([lesser, greater]);
}

/** `waiting` counts the failed pairs that have been asked fewer times than allowed, `given_up` the others. */
const countCoverage = query((db, batch: Param<BatchId>, attemptsAllowed: Param<number>) =>
  db.selectFrom(askedPairs(db, batch).as('pair')).select((eb) => {
    const failed = eb.and([eb('answered', '=', 0), eb('open', '=', 0)]);
    return [
      eb.fn.countAll<number>().filterWhere('answered', '>', 0).as('successful'),
      eb.fn.countAll<number>().filterWhere(failed).filterWhere('asked', '<', attemptsAllowed).as('waiting'),
      eb.fn.countAll<number>().filterWhere(failed).filterWhere('asked', '>=', attemptsAllowed).as('given_up'),
    ];
  }),
);

export type ComparisonCoverage = ReturnType<typeof comparisonCoverage>;

export function comparisonCoverage(driver: Driver) {
  const q = {
    countAnswers: countAnswers.on(driver),
    countAnsweredRetries: countAnsweredRetries.on(driver),
    countCoverage: countCoverage.on(driver),
  };
  return {
    /** Rows of a batch by answer: submitted = answered + errors + open. */
    countAnswers: (batch: BatchId) =>
      q.countAnswers.get(batch) ?? { submitted: 0, answered: 0, errors: 0, open: 0 },
    /** Comparisons asked again after an error that then got a usable answer; for reports. */
    countAnsweredRetries: (batch: BatchId): number => q.countAnsweredRetries.get(batch)?.retried ?? 0,
    /** Pairs of a net of `essays` by what has become of them; a pair may be asked `attemptsAllowed` times. */
    countCoverage: (batch: BatchId, essays: number, attemptsAllowed: number): CoverageCounts => {
      const counts = q.countCoverage.get(batch, attemptsAllowed);
      return {
        maxPossible: (essays * (essays - 1)) / 2,
        successful: counts?.successful ?? 0,
        givenUp: counts?.given_up ?? 0,
        waitingRetry: counts?.waiting ?? 0,
      };
    },
  };
}
