/**
 * A policy: a named, versioned record of replaceable rules and of default settings (06). Core code asks the
 * policy and never which version it is; a defect replaces single entries of it.
 */
import type { ComparisonBudget, SubmissionCounters } from './budget.js';
import type { CallbackPart, CounterOfAnswer } from './callback.js';
import type { DecisionRules } from './continuation/decide.js';
import type { ContinuationDue } from './continuation-due.js';
import type { FinishGuard, StatusAtEnd } from './finishing.js';
import type { MonitorActs } from './monitoring.js';
import type { WaveRules } from './pairing/plan-wave.js';
import type { ProjectionRules } from './projection/projection-rules.js';
import type { ResultRows } from './projection/result-rows.js';
import type { BatchRowIdentity, BudgetOfContinuation, WaveRequest } from './request.js';
import type { ScoringRules } from './scoring/score-batch.js';
import type { Settings } from './settings.js';
import type { JsonObject } from './stored-value.js';

export const POLICY_NAMES = [
  'current',
  'service-2026-02',
  'service-2025-11-27',
  'service-2025-11-16',
] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

export interface Policy extends DecisionRules, ScoringRules, ProjectionRules, WaveRules {
  readonly name: PolicyName;
  /** Settings that differ from those of `current`. */
  readonly defaults: Partial<Settings>;

  /** What is wrong with the override that a runner asks for, in words, or null. */
  readonly overrideProblem: (override: number) => string | null;
  /** What is kept of the request in both metadata documents; null keeps nothing. */
  readonly originalRequest: (request: JsonObject) => JsonObject | null;
  readonly resolveBudget: (override: unknown, guardrail: number) => ComparisonBudget;
  readonly rehydrate: (metadata: JsonObject, row: BatchRowIdentity) => WaveRequest;
  readonly budgetOfContinuation: BudgetOfContinuation;
  readonly countSubmission: (
    before: SubmissionCounters,
    waveSize: number,
    metadata: JsonObject | null,
  ) => SubmissionCounters;
  /** How a step writes metadata; anything but `merge` is a defect. */
  readonly writeMetadata: 'merge' | 'clobber';

  /** The parts of persisting a callback, grouped into transactions. */
  readonly callbackCommits: readonly (readonly CallbackPart[])[];
  /** What a callback for a terminal batch does. */
  readonly lateCallback: 'record' | 'persist';
  /** What a second callback for the same comparison does. */
  readonly repeatedCallback: 'ignore' | 'count';
  readonly counterOfAnswer: CounterOfAnswer;
  readonly continuationDue: ContinuationDue;
  /** How a continuation counts pairs: in SQL, or by loading every comparison row. */
  readonly pairCounting: 'count' | 'load_rows';

  readonly finishGuard: FinishGuard;
  readonly statusAtEnd: StatusAtEnd;
  /** What becomes of a batch whose last fit fails: it fails, or stays in SCORING for ever. */
  readonly failedFinalFit: 'fail' | 'strand';
  /** What becomes of an answer that comes between scoring and finishing, which only forced recovery allows. */
  readonly answerAfterScoring: 'score_again' | 'leave_out';
  /** Whether a batch publishes its completion event at most once, held by the outbox. */
  readonly publishesOnce: boolean;
  readonly resultRows: ResultRows;

  readonly monitorActs: MonitorActs;
  /** States in which the monitor looks for stuck batches; the others never time out. */
  readonly watchedStates: readonly string[];
  /** What the monitor does with a batch that has nothing pending and does not go on. */
  readonly idleBatch: 'complete_wave_again' | 'leave' | 'finish';
}
