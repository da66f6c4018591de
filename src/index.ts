/** The library. Nothing else is public. */

export type { DecisionRecord } from './cj/continuation/decision-record.js';
export { BugError, RunFailed, UserError } from './cj/errors.js';
export type { PolicyName } from './cj/policy.js';
export type { Settings } from './cj/settings.js';
export { loadScenario } from './files/load-scenario.js';
export type { ComparisonRequest, Judge, Verdict } from './judges/judge.js';
export { createWorld, type WorldOptions } from './library/create-world.js';
export { run, runAsync } from './library/run.js';
export { jsonResult } from './report/json-result.js';
export { type RunResult, runResultSchema } from './report/json-result-schema.js';
export { readStoredWorld } from './report/stored-world.js';
export { expandScenario } from './sim/scenario/expand-scenario.js';
export { type Scenario, scenarioSchema } from './sim/scenario/scenario-schema.js';
export type { WorldPlan } from './sim/scenario/world-plan.js';
export type { TraceRecord } from './sim/trace-record.js';
export type { World } from './sim/world.js';
export type { Ending, Outcome } from './sim/world-parts.js';
