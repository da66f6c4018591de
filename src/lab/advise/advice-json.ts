/** The advice as JSON: the object behind `cjsim advise --json`. What was asked comes first, defaults included. */
import type { Distribution } from '../../cj/distribution.js';
import type { Versioned } from '../../report/versioned.js';
import type { Interval } from '../statistics/interval.js';
import { type Advice, asked, type BudgetShare } from './advise.js';
import type { TriedBudget } from './budget-trials.js';
import type { Target } from './targets.js';

const ADVICE_SCHEMA_VERSION = 1;

interface AdviceDocument extends Versioned<typeof ADVICE_SCHEMA_VERSION> {
  /** As asked for by `--target`. */
  readonly target: Target;
  /** Share of single batches that must reach the target (`--assurance`). */
  readonly assurance: number;
  /** Students (`--essays`); the anchors come on top. */
  readonly essays: number;
  /** How many the scenario has. */
  readonly anchors: number;
  /** The profile, as `--judge` names it. */
  readonly judge: string;
  /** Whose anchors, abilities and settings these are (`--scenario`). */
  readonly scenario: string;
  /** How pairs are chosen (`--strategy`). */
  readonly strategy: string;
  /** True abilities of the class. */
  readonly abilities: AdvisedAbilities;
  /** The advice: comparisons that a batch may ask; null: none reaches the target, or the search was interrupted. */
  readonly budget: number | null;
  /** The search was cut off by the user. */
  readonly interrupted: boolean;
  /** Essays and anchors. */
  readonly nodes: number;
  /** Budgets of the search, all on the same seeds, ascending. */
  readonly searched: readonly BudgetShare[];
  /** Budgets tried again on new seeds, in the order in which they were. */
  readonly confirmed: readonly TriedBudget[];
  /** The measure of the target, mean of batches with the advised budget; null without advice. */
  readonly outcome: Interval | null;
  /** Mean price of such a batch in USD; null without advice, and where the judge profile names no price. */
  readonly cost_usd: Interval | null;
  /** Whether the judge profile names a price. */
  readonly has_price: boolean;
  /** Mean number that such a batch asked; null without advice. */
  readonly comparisons: Interval | null;
  /** `fixed`: no pair depended on results; `adaptive`; `mixed`: some batches the one, some the other; `none`: no advice. */
  readonly design: string;
}

interface AdvisedAbilities {
  /** Of the students in logits, written as in a scenario. */
  readonly distribution: Distribution;
  /** The scenario lists its essays: the distribution is normal, with their mean and SD. */
  readonly from_list: boolean;
  /** Standard deviation of the students' abilities in logits. */
  readonly sd: number;
  /** The same of the anchors; null below two anchors of a known ability. */
  readonly sd_anchors: number | null;
}

export function adviceJson({ options, ...found }: Advice): AdviceDocument {
  const { assurance, scenario, strategy } = asked(options);
  const { abilities, isListed, spread, anchors, isPriced } = found.class;
  return {
    schema_version: ADVICE_SCHEMA_VERSION,
    target: options.target,
    assurance,
    essays: options.essays,
    anchors,
    judge: options.judge,
    scenario,
    strategy,
    abilities: {
      distribution: abilities,
      from_list: isListed,
      sd: spread.students,
      sd_anchors: spread.anchors,
    },
    budget: found.budget,
    interrupted: found.interrupted,
    nodes: found.nodes,
    searched: found.searched,
    confirmed: found.confirmed,
    outcome: found.outcome,
    cost_usd: found.costUsd,
    has_price: isPriced,
    comparisons: found.comparisons,
    design: found.design,
  };
}
