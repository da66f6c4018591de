/** The batch as it stood at the first wave at which a stopping rule of the experiment holds. */
import type { DecisionRecord } from '../../cj/continuation/decision-record.js';
import { policyNamed } from '../../cj/policies/policy-named.js';
import { scoreBatch } from '../../cj/scoring/score-batch.js';
import type { BatchPlan, WorldPlan } from '../../sim/scenario/world-plan.js';
import type { Driver } from '../../store/driver.js';
import { type BatchRows, spentOn } from './batch-rows.js';
import { type GradedEssay, gradesOf } from './grade-agreement.js';
import { holds, type ScoredWave, type StopRule } from './stop-rule.js';

/** A decision and when it was taken, virtual milliseconds. */
export interface TimedDecision {
  readonly decision: DecisionRecord;
  readonly atMs: number;
}

export interface EarlyStop {
  readonly decision: DecisionRecord;
  readonly rows: BatchRows;
}

export interface EndedBatch {
  readonly plan: WorldPlan;
  readonly batch: BatchPlan;
  readonly driver: Driver;
  readonly decisions: readonly TimedDecision[];
  /** A rule of the experiment that ends the batch earlier than its policy does. */
  readonly stop: StopRule | null;
}

/** null: there is no rule, or it held at no wave before the last. */
export function earlyStop(ended: EndedBatch, rows: BatchRows): EarlyStop | null {
  const { plan, batch, driver, decisions, stop } = ended;
  if (stop === null) return null;
  let before: StoredWave | null = null;
  for (const { decision, atMs } of decisions.slice(0, -1)) {
    const wave = scoredWave(plan, rows, askedBy(decision), before?.start ?? null);
    if (wave === null) continue;
    const isEnough = decision.callbacks_received >= plan.settings.MIN_COMPARISONS_FOR_STABILITY_CHECK;
    if (isEnough && holds(stop, wave, before)) {
      const pairs = rows.pairs.slice(0, askedBy(decision));
      const spent = spentOn(driver, batch.id, pairs.length);
      return { decision, rows: { ...rows, ...spent, essays: wave.essays, pairs, endedAtMs: atMs } };
    }
    before = wave;
  }
  return null;
}

/** The policies of November 2025 count the last wave alone under `submitted`; answers they count all. */
function askedBy({ submitted, callbacks_received }: DecisionRecord): number {
  return Math.max(submitted, callbacks_received);
}

interface StoredWave extends ScoredWave {
  readonly essays: readonly GradedEssay[];
  /** Where the fit of the next wave starts. */
  readonly start: Float64Array;
}

/** The fit that the service makes after a wave of so many comparisons in all; null where it fails. */
function scoredWave(
  plan: WorldPlan,
  rows: BatchRows,
  asked: number,
  start: Float64Array | null,
): StoredWave | null {
  const found = scoreBatch(
    rows.essays.map(({ els_essay_id: id, is_anchor }) => ({ id, is_anchor })),
    rows.pairs.slice(0, asked),
    policyNamed(plan.policy),
    { settings: plan.settings, ...(start === null ? {} : { start }) },
  );
  if (found.kind === 'failed') return null;
  const essays = rows.essays.map((essay, i) => ({
    ...essay,
    score: found.scores[i] ?? null,
    se: found.standardErrors[i] ?? null,
  }));
  return {
    essays,
    start: Float64Array.from(found.scores),
    scores: Array.from(found.scores),
    standardErrors: Array.from(found.standardErrors),
    grades: () => gradesOf(plan, essays),
  };
}
