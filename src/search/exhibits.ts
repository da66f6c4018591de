/** For each defect the case of the search that shows it, and the oracle that catches it there. Kept by a test. */
export interface Exhibit {
  readonly oracle: 'invariant' | 'specification' | 'metamorphic';
  readonly caughtBy: string;
  /** Number of the case. */
  readonly number: number;
}

export const EXHIBITS: Readonly<Record<string, Exhibit>> = {
  'anchor-first': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 3 },
  'anchor-grades-unresolved': { oracle: 'metamorphic', caughtBy: 'same-meaning-same-grades', number: 2 },
  'anchors-published-as-ungraded': { oracle: 'invariant', caughtBy: 'results-are-the-students', number: 1 },
  'cap-follows-lost-request': { oracle: 'invariant', caughtBy: 'budget-as-asked', number: 34 },
  'duplicate-callback-counted': { oracle: 'invariant', caughtBy: 'counters-equal-rows', number: 14 },
  'duplicate-completion': { oracle: 'invariant', caughtBy: 'completed-by-decision', number: 5 },
  'error-blocks-coverage': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 4 },
  'errors-count-as-complete': { oracle: 'invariant', caughtBy: 'counters-equal-rows', number: 4 },
  'errors-only-wave-is-stable': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 145 },
  'failed-fit-is-stable': { oracle: 'specification', caughtBy: 'rules-as-specified', number: 2 },
  'global-denominator': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 3 },
  'id-order-orientation': { oracle: 'invariant', caughtBy: 'chance-is-fair', number: 21 },
  'integer-ref-never-matches': { oracle: 'metamorphic', caughtBy: 'same-meaning-same-grades', number: 2 },
  'isolated-se-zero': { oracle: 'invariant', caughtBy: 'zero-error-only-for-the-reference', number: 2 },
  'late-callback-revives': { oracle: 'invariant', caughtBy: 'the-end-is-final', number: 129 },
  'lost-update': { oracle: 'invariant', caughtBy: 'counters-equal-rows', number: 5 },
  'metadata-clobber': { oracle: 'invariant', caughtBy: 'budget-as-asked', number: 1 },
  'monitor-races-continuation': { oracle: 'invariant', caughtBy: 'completed-by-decision', number: 31 },
  'nc2-denominator': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 3 },
  'numeric-grades-zero': { oracle: 'invariant', caughtBy: 'better-grade-greater-number', number: 20 },
  'off-scale-grades-count': { oracle: 'metamorphic', caughtBy: 'same-meaning-same-grades', number: 1 },
  'override-from-cap': { oracle: 'invariant', caughtBy: 'budget-as-asked', number: 1 },
  'override-source-lies': { oracle: 'invariant', caughtBy: 'budget-as-asked', number: 204 },
  'overwrite-totals': { oracle: 'invariant', caughtBy: 'counters-equal-rows', number: 1 },
  'periodic-continuation': { oracle: 'invariant', caughtBy: 'quiet-means-ended', number: 1 },
  'reseeded-wave': { oracle: 'invariant', caughtBy: 'assertions-hold', number: 1 },
  'retry-pool-not-fed': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 23 },
  'row-loading-count': { oracle: 'invariant', caughtBy: 'counting-loads-no-rows', number: 14 },
  'row-storage-id-hides-metadata': { oracle: 'metamorphic', caughtBy: 'same-meaning-same-grades', number: 2 },
  'se-reference-last-item': {
    oracle: 'invariant',
    caughtBy: 'zero-error-only-for-the-reference',
    number: 18,
  },
  'stale-coverage': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 1 },
  'stale-finalise': { oracle: 'invariant', caughtBy: 'nothing-open-at-the-end', number: 2 },
  'stranded-budget': { oracle: 'specification', caughtBy: 'decision-as-specified', number: 5 },
  'unknown-scale-falls-back': { oracle: 'invariant', caughtBy: 'grades-of-the-scale', number: 198 },
};
