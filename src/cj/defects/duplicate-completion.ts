import { finishAlways } from '../finishing.js';
import type { Defect } from './defect.js';

export const duplicateCompletion: Defect = {
  name: 'duplicate-completion',
  story:
    'Two consumers could both find that the last callback was in. The finaliser did not ask whether the ' +
    'batch was done, and the outbox took any row.',
  symptom: 'Two completion events for one batch.',
  rule: 'finishGuard',
  lastIn: 'service-2025-11-16',
  override: (base) => ({
    finishGuard: finishAlways,
    publishesOnce: false,
    callbackCommits: [['match', 'write', 'count'], ['check']],
    continuationDue: (counts) => (base.continuationDue(counts) === null ? null : 'callback'),
  }),
};
