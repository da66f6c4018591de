/**
 * The pure rules on drawn inputs that worlds seldom or never bring: what they give is compared with a specification
 * written apart, with brute force, or with what proves it (a gradient of 0, duals, a solved equation). Each case of a
 * search takes its turn: one of the costly rules and two of the cheap ones.
 */
import { BugError } from '../../cj/errors.js';
import type { Policy } from '../../cj/policy.js';
import { DEFAULT_SETTINGS, type Settings } from '../../cj/settings.js';
import type { Broken } from '../../sim/invariants/invariant.js';
import { type Found, foundAfterwards } from '../found.js';
import { checkCholesky, checkConjugateGradient, checkNetSums, checkPseudoInverse } from './algebra.js';
import { checkBudget, checkCounters } from './budgets.js';
import { checkCall, checkQueue } from './calls.js';
import { checkCoverageRules, checkEndings } from './endings.js';
import { checkErrors, checkMapFit, checkScoreFit, checkSteepFit } from './fits.js';
import { checkGrades } from './grades.js';
import { checkHistory, checkOrientation } from './histories.js';
import { checkMatching } from './matchings.js';
import { checkPlan } from './plans.js';
import { checkDistribution, checkQuantile } from './quantiles.js';
import { checkRehydration } from './rehydrations.js';
import { type Rolls, rollsOf } from './rolls.js';
import { checkLargeErrors, checkScoring } from './scorings.js';
import { checkAskedAgain, checkNewPairs } from './waves.js';
import {
  checkCallback,
  checkOverrides,
  checkSettings,
  checkStability,
  checkTexts,
  checkValues,
} from './words.js';

export interface SampledRule {
  readonly name: string;
  readonly check: (rolls: Rolls, policy: Policy, settings: Settings) => Broken | null;
}

const plain = (name: string, check: (rolls: Rolls) => Broken | null): SampledRule => ({ name, check });
const withSettings = (
  name: string,
  check: (rolls: Rolls, settings: Settings) => Broken | null,
): SampledRule => ({
  name,
  check: (rolls, _policy, settings) => check(rolls, settings),
});

const COSTLY: readonly SampledRule[] = [
  plain('matching', checkMatching),
  plain('new-pairs', checkNewPairs),
  plain('score-fit', checkScoreFit),
  { name: 'standard-errors', check: checkErrors },
  plain('matching', checkMatching),
  plain('map-fit', checkMapFit),
  plain('factorisation', checkCholesky),
  plain('pseudo-inverse', checkPseudoInverse),
  plain('grades', checkGrades),
  plain('conjugate-gradient', checkConjugateGradient),
  plain('large-errors', checkLargeErrors),
  plain('pairs-asked-again', checkAskedAgain),
  plain('scoring', checkScoring),
  plain('matching', checkMatching),
  plain('pair-history', checkHistory),
  plain('grades', checkGrades),
  withSettings('plan', checkPlan),
  plain('new-pairs', checkNewPairs),
];

const CHEAP: readonly SampledRule[] = [
  plain('quantile', checkQuantile),
  withSettings('call', checkCall),
  plain('orientation', checkOrientation),
  plain('budget', checkBudget),
  plain('rehydration', checkRehydration),
  withSettings('ending', checkEndings),
  plain('net-sums', checkNetSums),
  plain('counters', checkCounters),
  plain('coverage', checkCoverageRules),
  plain('quantile', checkQuantile),
  withSettings('queue', checkQueue),
  plain('stability', checkStability),
  plain('callback', checkCallback),
  plain('distribution', checkDistribution),
  plain('overrides', checkOverrides),
  plain('texts', checkTexts),
  plain('values', checkValues),
  withSettings('call', checkCall),
  plain('settings', checkSettings),
];

/** So seldom it costs too much to be taken in turn. */
const STEEP = plain('steep-fit', checkSteepFit);
const STEEP_EVERY = 101;

/** What is wrong with the rules whose turn it is in a case. */
export function sampledRules(policy: Policy, number: number): Found | null {
  const turns = [
    COSTLY[number % COSTLY.length],
    CHEAP[(2 * number) % CHEAP.length],
    CHEAP[(2 * number + 1) % CHEAP.length],
    number % STEEP_EVERY === 0 ? STEEP : undefined,
  ];
  for (const rule of turns) {
    const found = rule === undefined ? null : sampledRule(rule, policy, number);
    if (found !== null) return found;
  }
  return null;
}

export function sampledRule({ name, check }: SampledRule, policy: Policy, number: number): Found | null {
  const broken = brokenIn(() => check(rollsOf(name, number), policy, DEFAULT_SETTINGS));
  return broken === null ? null : foundAfterwards('specification', `${name}-as-specified`, broken);
}

export const SAMPLED_RULES: readonly SampledRule[] = [...COSTLY, ...CHEAP, STEEP];

/** A rule that throws on what it must bear is broken as well. */
function brokenIn(check: () => Broken | null): Broken | null {
  try {
    return check();
  } catch (error) {
    if (error instanceof BugError) return { says: error.message, values: error.values };
    if (error instanceof Error) return { says: `the rule throws: ${error.message}`, values: {} };
    throw error;
  }
}
