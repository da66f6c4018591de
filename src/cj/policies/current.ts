/** `current`: our policy, the rules of 02 to 05 with every known defect of the service repaired. */
import { countSubmission, resolveBudget, totalBudgetDenominator } from '../budget.js';
import { CALLBACK_PARTS, counterOfAnswer } from '../callback.js';
import { coverageByClosedPairs } from '../continuation/coverage.js';
import { decideAsCurrent } from '../continuation/decide-current.js';
import { changeOfFit, stableByNewAnswers } from '../continuation/score-change.js';
import { regularResamplingCap } from '../continuation/values.js';
import { whenWaveIsIn } from '../continuation-due.js';
import { finishGuard, statusByCause } from '../finishing.js';
import { giveUpOnceThenForce } from '../monitoring.js';
import { CURRENT_WAVE_RULES } from '../pairing/plan-wave.js';
import type { Policy } from '../policy.js';
import { CURRENT_PROJECTION_RULES } from '../projection/projection-rules.js';
import { resultRows } from '../projection/result-rows.js';
import { keptBudget, rehydrate } from '../request.js';
import { lastAnchorOrGreatestId } from '../scoring/se-reference.js';

export const current: Policy = {
  name: 'current',
  defaults: {},

  overrideProblem: (override) =>
    override >= 1 ? null : `max_comparisons_override is ${override}; it must be a whole number of at least 1`,
  originalRequest: (request) => request,
  resolveBudget,
  rehydrate,
  budgetOfContinuation: keptBudget,
  countSubmission,
  writeMetadata: 'merge',

  ...CURRENT_WAVE_RULES,

  callbackCommits: [CALLBACK_PARTS],
  lateCallback: 'record',
  repeatedCallback: 'ignore',
  counterOfAnswer,
  continuationDue: whenWaveIsIn,
  pairCounting: 'count',

  denominator: totalBudgetDenominator,
  coverageCounts: coverageByClosedPairs,
  scoreChange: changeOfFit,
  stabilityPassed: stableByNewAnswers,
  regularResamplingCap,
  decide: decideAsCurrent,
  waitsForCallbacks: true,

  seReference: lastAnchorOrGreatestId,
  isolatedSeAtCap: true,

  finishGuard,
  statusAtEnd: statusByCause,
  failedFinalFit: 'fail',
  answerAfterScoring: 'score_again',
  publishesOnce: true,
  ...CURRENT_PROJECTION_RULES,
  resultRows,

  monitorActs: giveUpOnceThenForce,
  watchedStates: ['INITIALIZING', 'GENERATING_PAIRS', 'WAITING_CALLBACKS', 'SCORING'],
  idleBatch: 'complete_wave_again',
};
