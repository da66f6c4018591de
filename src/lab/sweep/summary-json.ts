/** A sweep as JSON: the object behind `cjsim sweep --json`. Numbers that are not finite become null. */
import type { CorrectedSsr } from '../fit/adaptive-correction.js';
import { analyseSweep } from './analyse-sweep.js';
import { conclusions } from './conclusion.js';
import { correctedArms } from './corrected-arms.js';
import { crossings } from './crossings.js';
import { OUTCOME_NAMES } from './outcome-list.js';
import { gaveUp } from './precision.js';
import type { SweepResult } from './sweep.js';

/** Grows when a key changes its meaning or goes away. */
const SWEEP_SCHEMA_VERSION = 1;

export function summaryJson(result: SweepResult) {
  const { experiment, replicates, kept, computed, precision, interrupted, shard } = result;
  const analysis = analyseSweep(result, OUTCOME_NAMES);
  const corrected = correctedArms(result);
  return {
    schema_version: SWEEP_SCHEMA_VERSION,
    experiment: experiment.name,
    question: experiment.question.trim(),
    replicates,
    sequential: precision !== null,
    /** Sequential, and at the most replications not yet as precise as was asked. */
    gave_up: gaveUp(result),
    interrupted,
    /** Part of so many, where the sweep is one. */
    shard: shard ?? null,
    kept,
    computed,
    arms: analysis.arms.map(({ outcomes, ssrDesign, ...arm }) => ({
      ...arm,
      ssr_design: ssrDesign,
      /** Where the design is adaptive and no truth is known: what the mean SSR stands for. */
      ssr_corrected: correctionJson(corrected.get(arm.arm) ?? null),
      outcomes: Object.fromEntries(outcomes),
    })),
    differences: analysis.differences.map(({ pHolm, ...difference }) => ({ ...difference, p_holm: pHolm })),
    /** Where outcomes reach the levels that the experiment asks for. */
    reaches: crossings(experiment, analysis).map(({ overItems, ...crossing }) => ({
      ...crossing,
      comparisons_over_items: overItems,
    })),
    conclusions: conclusions(result, analysis),
  };
}

function correctionJson(found: CorrectedSsr | null) {
  if (found === null) return null;
  const { reliability, low, high, coinSsr, strategy } = found;
  return { reliability, low, high, coin_ssr: coinSsr, pairing: strategy };
}
