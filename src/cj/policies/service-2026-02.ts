/** `service-2026-02`: the real service as the golden vectors recorded it. */
import { countSubmissionAsService, resolveBudgetAsService, totalBudgetDenominator } from '../budget.js';
import { CALLBACK_PARTS, counterOfAnswer } from '../callback.js';
import { coverageByAnswers } from '../continuation/coverage.js';
import { decideAsService202602 } from '../continuation/decide-service-2026-02.js';
import { changeOfFitOrZero } from '../continuation/score-change.js';
import { regularResamplingCapOfService } from '../continuation/values.js';
import { whenWaveIsIn } from '../continuation-due.js';
import { alwaysStable, finishGuard } from '../finishing.js';
import { forceOrFail } from '../monitoring.js';
import { SERVICE_WAVE_RULES } from '../pairing/plan-wave.js';
import type { Policy } from '../policy.js';
import { SERVICE_PROJECTION_RULES } from '../projection/projection-rules.js';
import { resultRowsAsService } from '../projection/result-rows.js';
import { budgetResolvedAgain, rehydrate } from '../request.js';
import { lastAnchorOrGreatestId } from '../scoring/se-reference.js';
import { stabilityPassed } from '../scoring/stability.js';

export const service202602: Policy = {
  name: 'service-2026-02',
  defaults: {},

  overrideProblem: () => null,
  originalRequest: (request) => request,
  resolveBudget: resolveBudgetAsService,
  rehydrate,
  budgetOfContinuation: budgetResolvedAgain,
  countSubmission: countSubmissionAsService,
  writeMetadata: 'merge',

  ...SERVICE_WAVE_RULES,

  callbackCommits: [CALLBACK_PARTS],
  lateCallback: 'persist',
  repeatedCallback: 'ignore',
  counterOfAnswer,
  continuationDue: whenWaveIsIn,
  pairCounting: 'count',

  denominator: totalBudgetDenominator,
  coverageCounts: coverageByAnswers,
  scoreChange: changeOfFitOrZero,
  stabilityPassed,
  regularResamplingCap: regularResamplingCapOfService,
  decide: decideAsService202602,
  waitsForCallbacks: true,

  seReference: lastAnchorOrGreatestId,
  isolatedSeAtCap: false,

  finishGuard,
  statusAtEnd: alwaysStable,
  failedFinalFit: 'strand',
  answerAfterScoring: 'leave_out',
  publishesOnce: true,
  ...SERVICE_PROJECTION_RULES,
  resultRows: resultRowsAsService,

  monitorActs: forceOrFail,
  watchedStates: ['GENERATING_PAIRS', 'WAITING_CALLBACKS'],
  idleBatch: 'leave',
};
