/**
 * `service-2025-11-16`: continuation after single callbacks, totals overwritten by each wave, and batches
 * that are finalised again and again (06; vectors `policy_2025_11_16`).
 */
import { overwriteTotals, totalComparisonsDenominator } from '../budget.js';
import { decideAsService20251116 } from '../continuation/decide-service-2025-11-16.js';
import { everyFifthAnswer } from '../continuation-due.js';
import { finishAlways } from '../finishing.js';
import { LIST_WAVE_RULES } from '../pairing/plan-wave.js';
import type { Policy } from '../policy.js';
import { greatestId } from '../scoring/se-reference.js';
import { service202602 } from './service-2026-02.js';

export const service20251116: Policy = {
  ...service202602,
  name: 'service-2025-11-16',
  defaults: {
    MAX_PAIRWISE_COMPARISONS: 350,
    SCORE_STABILITY_THRESHOLD: 0.05,
    COMPARISONS_PER_STABILITY_CHECK_ITERATION: 10,
  },
  ...LIST_WAVE_RULES,
  countSubmission: overwriteTotals,
  continuationDue: everyFifthAnswer,
  pairCounting: 'load_rows',
  denominator: totalComparisonsDenominator,
  decide: decideAsService20251116,
  waitsForCallbacks: false,
  seReference: greatestId,
  finishGuard: finishAlways,
  publishesOnce: false,
};
