/**
 * What the mean SSR of each arm stands for where its design is adaptive and no truth is known: the parametric bootstrap of
 * `cjsim fit`. It takes seconds an arm, so that single runs are not corrected, nor arms whose true r² is there to read.
 */
import { DEFAULT_SETTINGS } from '../../cj/settings.js';
import { type CorrectedSsr, correctedSsr } from '../fit/adaptive-correction.js';
import type { PairingName } from '../fit/simulate-waves.js';
import { meanOf } from '../statistics/mean-interval.js';
import type { OutcomeName } from './outcome-list.js';
import { mayBeInflated } from './ssr-design.js';
import type { SweepResult } from './sweep.js';
import type { PreparedArm } from './sweep-cells.js';

export type CorrectedArms = ReadonlyMap<string, CorrectedSsr | null>;

/** Text, page and JSON of one sweep ask for the same. */
const known = new WeakMap<SweepResult, CorrectedArms>();

/** By the name of the arm, those alone that need it; null where there is no SSR to correct. */
export function correctedArms(result: SweepResult): CorrectedArms {
  const found = known.get(result) ?? new Map(result.arms.flatMap((arm) => correctedArm(result, arm)));
  known.set(result, found);
  return found;
}

function correctedArm({ values }: SweepResult, arm: PreparedArm): [string, CorrectedSsr | null][] {
  const isTruthKnown = values.known(arm.index, 'true_r2').length > 0;
  if (isTruthKnown || !mayBeInflated(values.design(arm.index))) return [];
  const mean = (outcome: OutcomeName): number => meanOf(values.known(arm.index, outcome));
  const ssr = mean('ssr');
  const comparisons = mean('comparisons') * (1 - mean('failed_share'));
  const items = Math.round(comparisons / mean('comparisons_over_items'));
  if (![ssr, comparisons, items].every(Number.isFinite)) return [[arm.arm.name, null]];
  const strategy = pairingOf(arm);
  return [[arm.arm.name, correctedSsr({ ssr, items, comparisons: Math.round(comparisons), strategy })]];
}

function pairingOf({ scenario: { scenario } }: PreparedArm): PairingName {
  return scenario.settings?.PAIR_MATCHING_STRATEGY ?? DEFAULT_SETTINGS.PAIR_MATCHING_STRATEGY;
}
