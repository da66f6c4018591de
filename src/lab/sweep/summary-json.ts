/** A sweep as JSON: the object behind `cjsim sweep --json`. Numbers that are not finite become null. */
import type { Versioned } from '../../report/versioned.js';
import type { CorrectedSsr } from '../fit/adaptive-correction.js';
import type { CorrectedSsrDocument } from '../fit/fit-document.js';
import type { Interval } from '../statistics/interval.js';
import { type ArmDifference, type ArmSummary, analyseSweep } from './analyse-sweep.js';
import { conclusions } from './conclusion.js';
import { correctedArms } from './corrected-arms.js';
import { type Crossing, crossings } from './crossings.js';
import { OUTCOME_NAMES } from './outcome-list.js';
import { gaveUp } from './precision.js';
import type { ArmDesign } from './ssr-design.js';
import type { SweepResult } from './sweep.js';

const SWEEP_SCHEMA_VERSION = 1;

interface SweepDocument extends Versioned<typeof SWEEP_SCHEMA_VERSION> {
  /** Its name. */
  readonly experiment: string;
  /** What the experiment asks, in its own words. */
  readonly question: string;
  /** Runs of each arm. */
  readonly replicates: number;
  /** The number of runs depended on the results (`--until-halfwidth`). */
  readonly sequential: boolean;
  /** Sequential, and at the most replications not yet as precise as was asked. */
  readonly gave_up: boolean;
  /** Cut off by the user: runs are missing. */
  readonly interrupted: boolean;
  /** Where the sweep is a part of a whole (`--shard`). */
  readonly shard: SweepShard | null;
  /** Runs that were not computed: they were there before, or are the same in another arm. */
  readonly kept: number;
  /** Runs that were computed. */
  readonly computed: number;
  /** In the order of the experiment. */
  readonly arms: readonly ArmDocument[];
  /** Of each arm from the first one, or from the first at the same level of `within`. */
  readonly differences: readonly DifferenceDocument[];
  /** Where outcomes reach the levels that the experiment asks for. */
  readonly reaches: readonly CrossingDocument[];
  /** The answer, one sentence each. */
  readonly conclusions: readonly string[];
}

interface SweepShard {
  /** From 1. */
  readonly part: number;
  /** Parts in all. */
  readonly of: number;
}

interface ArmDocument extends Omit<ArmSummary, 'ssrDesign' | 'outcomes'> {
  /** How the pairs behind the SSR were chosen: `mixed` when runs differ, `none` without scores. */
  readonly ssr_design: ArmDesign;
  /** Where the design is adaptive and no truth is known: what the mean SSR stands for. */
  readonly ssr_corrected: Omit<CorrectedSsrDocument, 'observed' | 'standard_errors'> | null;
  /** Those that are known, by name: the mean or share over the runs that have one, with its 95 % interval. */
  readonly outcomes: Readonly<Record<string, Interval>>;
}

interface DifferenceDocument extends Omit<ArmDifference, 'pHolm'> {
  /** `p` adjusted by Holm, over the differences of this outcome. */
  readonly p_holm: number | null;
}

interface CrossingDocument extends Omit<Crossing, 'overItems'> {
  /** Comparisons per essay at `at`, as total / n. */
  readonly comparisons_over_items: number | null;
}

export function summaryJson(result: SweepResult): SweepDocument {
  const { experiment, replicates, kept, computed, precision, interrupted, shard } = result;
  const analysis = analyseSweep(result, OUTCOME_NAMES);
  const corrected = correctedArms(result);
  return {
    schema_version: SWEEP_SCHEMA_VERSION,
    experiment: experiment.name,
    question: experiment.question.trim(),
    replicates,
    sequential: precision !== null,
    gave_up: gaveUp(result),
    interrupted,
    shard,
    kept,
    computed,
    arms: analysis.arms.map(({ outcomes, ssrDesign, ...arm }) => ({
      ...arm,
      ssr_design: ssrDesign,
      ssr_corrected: correctionJson(corrected.get(arm.arm) ?? null),
      outcomes: Object.fromEntries(outcomes),
    })),
    differences: analysis.differences.map(({ pHolm, ...difference }) => ({ ...difference, p_holm: pHolm })),
    reaches: crossings(experiment, analysis).map(({ overItems, ...crossing }) => ({
      ...crossing,
      comparisons_over_items: overItems,
    })),
    conclusions: conclusions(result, analysis),
  };
}

function correctionJson(found: CorrectedSsr | null): ArmDocument['ssr_corrected'] {
  if (found === null) return null;
  const { reliability, low, high, coinSsr, strategy } = found;
  return { reliability, low, high, coin_ssr: coinSsr, pairing: strategy };
}
