/**
 * How large a budget has to be so that a single batch reaches a target with a given assurance. Budgets are searched
 * on one set of seeds, a monotone curve is fitted through the shares that reach the target, and the budget that
 * it names is confirmed on seeds that the search never saw, on more of them the nearer its share is to the assurance;
 * where it fails there, the next one is confirmed, again on new seeds. The library call behind `cjsim advise`.
 */
import * as z from 'zod';
import { isotonic } from '../../cj/projection/isotonic.js';
import {
  checkOptions,
  functionOption,
  signalOption,
  wholeNumber,
  workersOption,
} from '../../input/check-options.js';
import { keyGroup } from '../../input/key-group.js';
import { PAIRING_NAMES, type PairingName } from '../fit/simulate-waves.js';
import { firstReach } from '../statistics/first-reach.js';
import type { Interval } from '../statistics/interval.js';
import { outcomeInterval } from '../sweep/analyse-sweep.js';
import { cellRunner } from '../sweep/cell-runners.js';
import type { OutcomeName } from '../sweep/outcome-list.js';
import { runArm, valuesOf } from '../sweep/run-arm.js';
import type { CellRow } from '../sweep/run-cell.js';
import { commonDesign } from '../sweep/ssr-design.js';
import { type AdvisedClass, loadClass } from './advised-class.js';
import { confirmedBudget, searchedBudgets, type Trials, type TriedBudget } from './budget-trials.js';
import { refuseTarget, TARGETS, type Target, type TargetName } from './targets.js';

export interface AdviseOptions {
  /** Students; the anchors of the scenario come on top. */
  readonly essays: number;
  /** A judge profile: its name, or a path from the current folder. */
  readonly judge: string;
  readonly target: Target;
  /** Share of single batches that must reach the target; default .8. */
  readonly assurance?: number;
  /** Whose anchors, abilities and settings are taken: a name or a path; default `class-60`. */
  readonly scenario?: string;
  /** How pairs are chosen; default `optimal_graph`. */
  readonly strategy?: PairingName;
  /** Runs of each budget in the search; default 40. */
  readonly searchRuns?: number;
  /** Runs in a round of the confirmation of a budget, of which there are up to four; default 100. */
  readonly confirmRuns?: number;
  /** Take an SSR target although `strategy` can make SSR too high. */
  readonly allowInflated?: boolean;
  /** Threads; default: one a core. */
  readonly workers?: number;
  /** Stops before the next budget or round; the advice is then `interrupted`, with what was tried. */
  readonly signal?: AbortSignal;
  /** Told of each budget of the search, and of the share of its batches that reach the target. */
  readonly onBudget?: (budget: number, share: number) => void;
}

/** Of the options, and of the flags of `cjsim advise`. */
export const ADVISE_LIMITS = {
  essays: { least: 3, most: 2000 },
  assurance: { above: 0, most: 0.999 },
  searchRuns: { least: 5 },
  confirmRuns: { least: 10 },
} as const;

const OPTIONS = {
  essays: wholeNumber(ADVISE_LIMITS.essays),
  judge: z.string(),
  target: keyGroup(
    { name: z.enum(Object.keys(TARGETS) as TargetName[]), value: z.number().gt(0).lt(1) },
    'a key of a target',
  ),
  assurance: z.number().gt(ADVISE_LIMITS.assurance.above).max(ADVISE_LIMITS.assurance.most).optional(),
  scenario: z.string().optional(),
  strategy: z.enum(PAIRING_NAMES).optional(),
  searchRuns: wholeNumber(ADVISE_LIMITS.searchRuns).optional(),
  confirmRuns: wholeNumber(ADVISE_LIMITS.confirmRuns).optional(),
  allowInflated: z.boolean().optional(),
  workers: workersOption,
  signal: signalOption,
  onBudget: functionOption,
};

const ADVISE_DEFAULTS = { assurance: 0.8, scenario: 'class-60', strategy: 'optimal_graph' } as const;

export interface BudgetShare extends TriedBudget {
  /** Share of batches that reach the target, after the monotone fit through all budgets. */
  readonly fitted: number;
}

export interface Advice {
  /** null: no budget up to every pair once and again reaches the target, or the search was interrupted. */
  readonly budget: number | null;
  readonly interrupted: boolean;
  /** Essays and anchors. */
  readonly nodes: number;
  readonly class: AdvisedClass;
  readonly searched: readonly BudgetShare[];
  /** On new seeds, in the order in which budgets were tried. */
  readonly confirmed: readonly TriedBudget[];
  /** Mean of the target's outcome over the confirmed batches; null without an advice, as the two below. */
  readonly outcome: Interval | null;
  /** null also where the judge profile names no price. */
  readonly costUsd: Interval | null;
  readonly comparisons: Interval | null;
  /** `fixed`: no pair depended on results; `adaptive`; `mixed`: some batches the one, some the other; `none`: no advice. */
  readonly design: string;
  readonly options: AdviseOptions;
}

/** Budgets as multiples of the essays in the net (total / n). */
const MULTIPLES = [1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 65, 80];

/**
 * The smallest budget with which enough single batches reach the target, confirmed on new seeds. Throws a UserError for
 * an option that is wrong, and where no batch of the search has a value of the target.
 */
export async function advise(options: AdviseOptions): Promise<Advice> {
  checkOptions('advise()', OPTIONS, options);
  const { assurance, scenario, strategy } = asked(options);
  const { target, essays, judge, allowInflated = false } = options;
  const { cellOf, ...advised } = loadClass({ essays, judge, scenario, strategy });
  refuseTarget(target, { strategy, scenario, anchors: advised.anchors, allowInflated });
  const nodes = essays + advised.anchors;
  const runner = cellRunner(options.workers);
  const trials: Trials = {
    options,
    assurance,
    measure: (budget, firstSeed, runs) =>
      runArm(runner, { scenario: cellOf(budget), arm: { name: 'advise' } }, { firstSeed, runs }),
    isStopped: () => options.signal?.aborted === true,
  };
  const known = { interrupted: false, nodes, class: advised, options };
  try {
    const searched = withMonotoneFit(await searchedBudgets(trials, budgetsOf(nodes)));
    const { confirmed, found } = await confirmedBudget(trials, candidatesOf(searched, assurance));
    if (found === null) {
      return { ...known, ...NO_ADVICE, interrupted: trials.isStopped(), searched, confirmed };
    }
    const { budget, rows } = found;
    return { ...known, ...adviceOf(rows, target, advised), budget, searched, confirmed };
  } finally {
    await runner.close();
  }
}

/** What is left out is the default. */
export function asked({
  assurance = ADVISE_DEFAULTS.assurance,
  scenario = ADVISE_DEFAULTS.scenario,
  strategy = ADVISE_DEFAULTS.strategy,
}: AdviseOptions) {
  return { assurance, scenario, strategy };
}

const NO_ADVICE = { budget: null, outcome: null, costUsd: null, comparisons: null, design: 'none' } as const;

/** Pooled as whole batches: means of shares would miss by rounding a share that they reach. */
export function withMonotoneFit(tried: readonly TriedBudget[]): readonly BudgetShare[] {
  const fitted = isotonic(tried.map(({ reached }) => Math.round(reached.estimate * reached.n)));
  return tried.map((share, k) => ({ ...share, fitted: rounded((fitted[k] ?? 0) / share.reached.n) }));
}

/** Without the last digits, which divisions may leave beside the share or budget that is meant. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** The budget at which the monotone curve passes the assurance, half-way to the next that was searched, and those above. */
export function candidatesOf(searched: readonly BudgetShare[], assurance: number): readonly number[] {
  const enough = searched.filter((share) => share.fitted >= assurance).map(({ budget }) => budget);
  const at = firstReach(
    searched.map(({ budget }) => budget),
    searched.map(({ fitted }) => fitted),
    assurance,
  );
  const [next] = enough;
  if (at === null || next === undefined) return enough;
  const named = [at, (at + next) / 2]
    .map((budget) => Math.ceil(rounded(budget)))
    .filter((budget) => budget < next);
  return [...new Set([...named, ...enough])];
}

function adviceOf(rows: readonly CellRow[], { name }: Target, { isPriced }: AdvisedClass) {
  return {
    outcome: means(rows, TARGETS[name]),
    costUsd: isPriced ? means(rows, 'cost_usd') : null,
    comparisons: means(rows, 'comparisons'),
    design: commonDesign(rows.map(({ ssr_design }) => ssr_design)),
  };
}

function means(rows: readonly CellRow[], outcome: OutcomeName): Interval | null {
  const values = valuesOf(rows, outcome);
  return values.length === 0 ? null : outcomeInterval(outcome, values, false);
}

function budgetsOf(nodes: number): readonly number[] {
  const all = (nodes * (nodes - 1)) / 2;
  const budgets = MULTIPLES.map((multiple) => Math.round(multiple * nodes)).filter(
    (budget) => budget < 2 * all,
  );
  return [...new Set([...budgets, all, 2 * all])].sort((a, b) => a - b);
}
