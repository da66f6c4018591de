/** For each defect the case of the search that shows it, and the oracle that catches it there. Kept by a test. */
import type { Oracle } from './found.js';

export interface Exhibit {
  readonly oracle: Oracle;
  readonly caughtBy: string;
  /** Number of the case. */
  readonly number: number;
}

/** The flags of `cjsim fuzz` that search no other cases than the exhibit needs. */
export function casesOf({ caughtBy, number }: Exhibit): string {
  return caughtBy === 'chance-is-fair' ? `--seed 1 --runs ${number}` : `--seed ${number} --runs 1`;
}

export const EXHIBITS: Readonly<Record<string, Exhibit>> = {
  'anchor-first': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 1 },
  'anchor-grades-unresolved': { oracle: 'metamorphic', caughtBy: 'same-meaning-same-grades', number: 3 },
  'anchors-published-as-ungraded': { oracle: 'invariant', caughtBy: 'results-are-the-students', number: 3 },
  'cap-follows-lost-request': { oracle: 'invariant', caughtBy: 'budget-as-asked', number: 20 },
  'duplicate-callback-counted': { oracle: 'invariant', caughtBy: 'counters-equal-rows', number: 5 },
  'duplicate-completion': { oracle: 'invariant', caughtBy: 'completed-by-decision', number: 89 },
  'error-blocks-coverage': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 1 },
  'errors-count-as-complete': { oracle: 'invariant', caughtBy: 'counters-equal-rows', number: 1 },
  'errors-only-wave-is-stable': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 92 },
  'failed-fit-is-stable': { oracle: 'specification', caughtBy: 'rules-as-specified', number: 4 },
  'global-denominator': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 1 },
  'id-order-orientation': { oracle: 'invariant', caughtBy: 'chance-is-fair', number: 18 },
  'integer-ref-never-matches': { oracle: 'metamorphic', caughtBy: 'same-meaning-same-grades', number: 3 },
  'isolated-se-zero': { oracle: 'invariant', caughtBy: 'zero-error-only-for-the-reference', number: 3 },
  'late-callback-revives': { oracle: 'invariant', caughtBy: 'the-end-is-final', number: 1 },
  'lost-update': { oracle: 'invariant', caughtBy: 'counters-equal-rows', number: 10 },
  'metadata-clobber': { oracle: 'invariant', caughtBy: 'request-kept', number: 1 },
  'monitor-races-continuation': { oracle: 'invariant', caughtBy: 'completed-by-decision', number: 34 },
  'nc2-denominator': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 12 },
  'numeric-grades-zero': { oracle: 'invariant', caughtBy: 'better-grade-greater-number', number: 3 },
  'off-scale-grades-count': { oracle: 'metamorphic', caughtBy: 'same-meaning-same-grades', number: 3 },
  'override-from-cap': { oracle: 'invariant', caughtBy: 'budget-as-asked', number: 4 },
  'override-source-lies': { oracle: 'invariant', caughtBy: 'budget-as-asked', number: 32 },
  'overwrite-totals': { oracle: 'invariant', caughtBy: 'counters-equal-rows', number: 1 },
  'periodic-continuation': { oracle: 'invariant', caughtBy: 'quiet-means-ended', number: 1 },
  'reseeded-wave': { oracle: 'invariant', caughtBy: 'assertions-hold', number: 1 },
  'retry-pool-not-fed': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 5 },
  'row-loading-count': { oracle: 'invariant', caughtBy: 'counting-loads-no-rows', number: 28 },
  'row-storage-id-hides-metadata': { oracle: 'metamorphic', caughtBy: 'same-meaning-same-grades', number: 3 },
  'se-reference-last-item': {
    oracle: 'invariant',
    caughtBy: 'zero-error-only-for-the-reference',
    number: 16,
  },
  'stale-coverage': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 1 },
  'stale-finalise': { oracle: 'invariant', caughtBy: 'one-wave-at-a-time', number: 4 },
  'stranded-budget': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 28 },
  'unknown-scale-falls-back': { oracle: 'invariant', caughtBy: 'grades-of-the-scale', number: 147 },
};
