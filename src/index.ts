/** The library. Nothing else is public. */

export type { DecisionRecord } from './cj/continuation/decision-record.js';
export { BugError, RunFailed, UserError } from './cj/errors.js';
export type { PolicyName } from './cj/policy.js';
export type { Settings } from './cj/settings.js';
export { loadScenario } from './files/load-scenario.js';
export type { ComparisonRequest, Judge, Verdict } from './judges/judge.js';
export { type Advice, type AdviseOptions, advise } from './lab/advise/advise.js';
export { type Backtest, type BacktestOptions, backtest } from './lab/backtest/backtest.js';
export { type ComparisonInput, comparisonTable } from './lab/fit/comparison-rows.js';
export type { ComparisonTable, Decision } from './lab/fit/comparison-table.js';
export { type Fit, type FitOptions, fit } from './lab/fit/fit.js';
export { type ReadComparisons, readComparisons } from './lab/fit/read-comparisons.js';
export {
  type MeasuredPoint,
  type Study,
  type StudyOptions,
  study,
  type ToldPoint,
} from './lab/study/study.js';
export type { StudyPoint, StudySpace } from './lab/study/study-space.js';
export { analyseSweep, type SweepAnalysis } from './lab/sweep/analyse-sweep.js';
export type { Experiment, ExperimentInput } from './lab/sweep/experiment-schema.js';
export { OUTCOME_NAMES, type OutcomeName } from './lab/sweep/outcome-list.js';
export { type SweepOptions, type SweepResult, sweep } from './lab/sweep/sweep.js';
export { createWorld, type WorldOptions } from './library/create-world.js';
export { type ForkOptions, forkWorld } from './library/fork-world.js';
export { type ForkedPlanOptions, forkedPlan } from './library/forked-plan.js';
export { type Replay, type ReplayOptions, replay } from './library/replay.js';
export { type ResumeOptions, resumeWorld } from './library/resume-world.js';
export { run, runAsync } from './library/run.js';
export { jsonResult } from './report/json-result.js';
export { type RunResult, runResultSchema } from './report/json-result-schema.js';
export { readStoredWorld } from './report/stored-world.js';
export { expandScenario } from './sim/scenario/expand-scenario.js';
export { type Scenario, scenarioSchema } from './sim/scenario/scenario-schema.js';
export type { WorldPlan } from './sim/scenario/world-plan.js';
export type { TraceRecord } from './sim/trace-record.js';
export type { World } from './sim/world.js';
export type { Advance, Ending, Outcome } from './sim/world-parts.js';
