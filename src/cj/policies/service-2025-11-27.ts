/** `service-2025-11-27`: waves of ten in list order, and a denominator of no more than the net's pairs (06). */
import { pairLimitedDenominator } from '../budget.js';
import { decideAsService20251127 } from '../continuation/decide-service-2025-11-27.js';
import { SHUFFLED_LIST_WAVE_RULES } from '../pairing/plan-wave.js';
import type { Policy } from '../policy.js';
import { greatestId } from '../scoring/se-reference.js';
import { service202602 } from './service-2026-02.js';

export const service20251127: Policy = {
  ...service202602,
  name: 'service-2025-11-27',
  defaults: {
    MAX_PAIRWISE_COMPARISONS: 150,
    SCORE_STABILITY_THRESHOLD: 0.05,
    MIN_COMPARISONS_FOR_STABILITY_CHECK: 12,
    COMPARISONS_PER_STABILITY_CHECK_ITERATION: 10,
  },
  ...SHUFFLED_LIST_WAVE_RULES,
  denominator: pairLimitedDenominator,
  decide: decideAsService20251127,
  seReference: greatestId,
};
