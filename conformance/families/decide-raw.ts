/** `decide_raw`: the last two predicates alone, on values that need not be consistent. */

import { finalOutcome } from '../../src/cj/continuation/decide.js';
import {
  canAttemptResampling,
  type DecisionValues,
  decisionOfService,
  mayResampleAsService,
} from '../../src/cj/continuation/decide-service-2026-02.js';
import type { Family } from '../family.js';

export const family: Family = {
  name: 'decide_raw',
  actual(raw) {
    const values = raw as unknown as DecisionValues;
    const decision = decisionOfService(values);
    const may_resample = mayResampleAsService(values);
    const coverage =
      decision === 'REQUEST_MORE_COMPARISONS' &&
      values.batching_mode !== 'provider_batch_api' &&
      values.pairs_remaining > 0;
    const outcome = may_resample ? 'resample' : coverage ? 'coverage' : finalOutcome(decision);
    return { decision, can_attempt_resampling: canAttemptResampling(values), may_resample, outcome };
  },
};
