import type { Defect } from './defect.js';

export const retryPoolNotFed: Defect = {
  name: 'retry-pool-not-fed',
  story:
    'The pool of failed comparisons was in the code, but no pool manager was injected, so that failures ' +
    'never reached it.',
  symptom: 'Failures are never asked again; small bursts of errors fail batches.',
  rule: 'coverageCounts',
  lastIn: 'service-2026-02',
  override: (base) => ({
    coverageCounts: (stored, recount) =>
      base.coverageCounts(stored, () => {
        const counts = recount();
        return counts && { ...counts, givenUp: counts.givenUp + counts.waitingRetry, waitingRetry: 0 };
      }),
  }),
};
