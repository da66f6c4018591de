/**
 * How large a budget has to be so that a single batch reaches a target with a given assurance. Budgets are searched
 * on one set of seeds, a monotone curve is fitted through the shares that reach the target, and the budget that
 * it names is confirmed on seeds that the search never saw; where it fails there, the next one is confirmed, again on
 * new seeds. The library call behind `cjsim advise`.
 */
import { UserError } from '../../cj/errors.js';
import { isotonic } from '../../cj/projection/isotonic.js';
import { firstReach } from '../statistics/first-reach.js';
import type { Interval } from '../statistics/interval.js';
import { meanInterval } from '../statistics/mean-interval.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import { cellRunner } from '../sweep/cell-runners.js';
import { experimentSchema } from '../sweep/experiment-schema.js';
import type { OutcomeName, Outcomes } from '../sweep/outcome-list.js';
import { runArm } from '../sweep/run-arm.js';
import type { CellRow } from '../sweep/run-cell.js';
import { type PreparedArm, prepareArms } from '../sweep/sweep-cells.js';

export const TARGETS = {
  'true-correlation': 'true_correlation',
  'grade-agreement': 'oracle_exact',
  ssr: 'ssr',
} as const;
export type TargetName = keyof typeof TARGETS;

export interface AdviseOptions {
  /** Students; the anchors of the scenario come on top. */
  readonly essays: number;
  /** A judge profile. */
  readonly judge: string;
  readonly target: { readonly name: TargetName; readonly value: number };
  /** Share of single batches that must reach the target; default .8. */
  readonly assurance?: number;
  readonly scenario?: string;
  readonly strategy?: string;
  /** Runs of each budget in the search, and in the confirmation. */
  readonly searchRuns?: number;
  readonly confirmRuns?: number;
  readonly allowInflated?: boolean;
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onBudget?: (budget: number, share: number) => void;
}

export const ADVISE_DEFAULTS = { assurance: 0.8, scenario: 'class-60', strategy: 'optimal_graph' } as const;

export interface BudgetShare {
  readonly budget: number;
  /** Of the runs, those that reached the target. */
  readonly reached: Interval;
  /** After the monotone fit. */
  readonly fitted: number;
}

export interface Advice {
  /** null: no budget up to every pair once and again reaches the target, or the search was interrupted. */
  readonly budget: number | null;
  readonly interrupted: boolean;
  readonly nodes: number;
  readonly searched: readonly BudgetShare[];
  /** On new seeds, in the order in which budgets were tried. */
  readonly confirmed: readonly { readonly budget: number; readonly reached: Interval }[];
  readonly outcome: Interval | null;
  readonly costUsd: Interval | null;
  readonly comparisons: Interval | null;
  readonly design: string;
  readonly options: AdviseOptions;
}

/** First seeds of the search and of the confirmations, far apart. */
const SEARCH_SEED = 1;
const CONFIRM_SEED = 1_000_000_000;
/** Budgets as multiples of the essays in the net (total / n). */
const MULTIPLES = [1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 65, 80];

export async function advise(options: AdviseOptions): Promise<Advice> {
  const { target, assurance = ADVISE_DEFAULTS.assurance, searchRuns = 40, confirmRuns = 100 } = options;
  refuseInflated(options);
  const runner = cellRunner(options.workers);
  const nodes = nodesOf(options);
  const outcome = TARGETS[target.name];
  const measure = (budget: number, firstSeed: number, runs: number): Promise<readonly CellRow[]> =>
    runArm(runner, armOf(options, budget), { firstSeed, runs });
  const isReached = (row: CellRow): boolean =>
    (row.outcomes[outcome] ?? Number.NEGATIVE_INFINITY) >= target.value;
  try {
    const shares: { budget: number; reached: Interval }[] = [];
    for (const budget of budgetsOf(nodes)) {
      if (options.signal?.aborted) break;
      const rows = await measure(budget, SEARCH_SEED, searchRuns);
      const reached = wilsonInterval(rows.filter(isReached).length, rows.length);
      shares.push({ budget, reached });
      options.onBudget?.(budget, reached.estimate);
      // Two budgets in a row well above the target end the search.
      if (shares.length > 2 && shares.slice(-2).every((share) => share.reached.low >= assurance)) break;
    }
    const fitted = isotonic(shares.map(({ reached }) => reached.estimate));
    const searched = shares.map((share, k) => ({ ...share, fitted: fitted[k] ?? 0 }));
    const candidates = candidatesOf(searched, assurance);
    const confirmed: { budget: number; reached: Interval }[] = [];
    for (const [k, budget] of candidates.entries()) {
      if (options.signal?.aborted) break;
      const rows = await measure(budget, CONFIRM_SEED * (k + 1), confirmRuns);
      const reached = wilsonInterval(rows.filter(isReached).length, rows.length);
      confirmed.push({ budget, reached });
      if (reached.estimate >= assurance)
        return {
          ...adviceOf(rows, outcome),
          budget,
          interrupted: false,
          nodes,
          searched,
          confirmed,
          options,
        };
    }
    return {
      budget: null,
      interrupted: options.signal?.aborted === true,
      nodes,
      searched,
      confirmed,
      outcome: null,
      costUsd: null,
      comparisons: null,
      design: 'none',
      options,
    };
  } finally {
    await runner.close();
  }
}

/** The budget at which the monotone curve passes the assurance, half-way to the next that was searched, and those above. */
function candidatesOf(searched: readonly BudgetShare[], assurance: number): readonly number[] {
  const enough = searched.filter((share) => share.fitted >= assurance).map(({ budget }) => budget);
  const at = firstReach(
    searched.map(({ budget }) => budget),
    searched.map(({ fitted }) => fitted),
    assurance,
  );
  const [next] = enough;
  if (at === null || next === undefined) return enough;
  const named = [Math.ceil(at), Math.ceil((at + next) / 2)].filter((budget) => budget < next);
  return [...new Set([...named, ...enough])];
}

function adviceOf(rows: readonly CellRow[], outcome: OutcomeName) {
  const designs = [...new Set(rows.map(({ ssr_design }) => ssr_design))];
  return {
    outcome: means(rows, outcome),
    costUsd: means(rows, 'cost_usd'),
    comparisons: means(rows, 'comparisons'),
    design: designs.length === 1 ? (designs[0] ?? '') : 'mixed',
  };
}

function means(rows: readonly CellRow[], outcome: keyof Outcomes): Interval | null {
  const values = rows.map(({ outcomes }) => outcomes[outcome]).filter((value) => value !== null);
  return values.length === 0 ? null : meanInterval(values);
}

/** An SSR target would reward what inflates SSR. */
function refuseInflated({
  target,
  strategy = ADVISE_DEFAULTS.strategy,
  allowInflated = false,
}: AdviseOptions): void {
  if (target.name !== 'ssr' || strategy === 'random' || allowInflated) return;
  throw new UserError({
    code: 'inflated_target',
    message: `SSR is inflated by pairing that depends on results (${strategy}): a budget for ssr=${target.value} would be too small.`,
    fix: 'Ask for true-correlation, use --strategy random, or say --allow-inflated.',
    where: '--target',
  });
}

function nodesOf(options: AdviseOptions): number {
  const { scenario } = armOf(options, 10);
  const anchors = scenario.scenario.assignment?.anchors;
  return options.essays + (Array.isArray(anchors) ? anchors.length : 0);
}

function budgetsOf(nodes: number): readonly number[] {
  const all = (nodes * (nodes - 1)) / 2;
  const budgets = MULTIPLES.map((multiple) => Math.round(multiple * nodes)).filter(
    (budget) => budget < 2 * all,
  );
  return [...new Set([...budgets, all, 2 * all])].sort((a, b) => a - b);
}

function armOf(
  { essays, judge, scenario = ADVISE_DEFAULTS.scenario, strategy = ADVISE_DEFAULTS.strategy }: AdviseOptions,
  budget: number,
): PreparedArm {
  const experiment = experimentSchema.parse({
    name: 'advise',
    title: 'advise',
    question: 'advise',
    scenario,
    set: {
      'essays.generate.count': essays,
      judge: { profile: judge },
      'settings.PAIR_MATCHING_STRATEGY': strategy,
      'settings.MAX_PAIRWISE_COMPARISONS': budget,
      'settings.SCORE_STABILITY_THRESHOLD': 0,
      'request.max_comparisons': budget,
    },
    design: { kind: 'list', arms: [{ name: 'advise' }] },
  });
  const [arm] = prepareArms(experiment);
  if (arm === undefined) throw new UserError({ code: 'no_arm', message: 'The scenario gives no arm.' });
  return arm;
}
