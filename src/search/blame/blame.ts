/**
 * Which of a failing run's random decisions the failure needs. Draws are keyed, so that one can be changed while all
 * others stay. First each decision is changed by itself; then the run is rebuilt from a world that does not fail, with
 * as few of the seed's decisions as still make it fail in the same way. That world is the neutral one, in which
 * nothing out of the way happens; where that fails too, the world of another seed.
 */
import { counted } from '../../report/words-of.js';
import type { PlanWith } from './blame-case.js';
import { ddmin, type Fails, leaveOutOneByOne, type Reduced } from './ddmin.js';
import { type Baseline, type Decided, type DecidedRun, decidedRun } from './decided-run.js';
import { type Decision, kindOfDecision, type OrderDecision, singleDecisions } from './decision.js';
import { type Failure, isSameFailure } from './failure.js';

/** Whole worlds of other seeds, to see how special the seed is. */
const OTHER_SEEDS = Array.from({ length: 20 }, (_, n) => `other seed ${n + 1}`);
/** Seeds of which a decision takes the value of its key, beside its neutral value. */
const REDRAWS = OTHER_SEEDS.slice(0, 2);
/** Share of the runs that may go into changing decisions one by one. */
const ONE_BY_ONE_SHARE = 0.3;

export interface BlameOptions {
  /** Most runs of the case. */
  readonly runs: number;
  /** Told what is being done, for a person who waits. */
  readonly progress?: (line: string) => void;
}

export interface Blame {
  readonly failing: DecidedRun;
  readonly failure: Failure;
  /** What was decided before the failure. */
  readonly decisions: readonly Decision[];
  readonly failsNeutral: boolean;
  /** Worlds in which other seeds decided everything: how many were run, and how many failed in the same way. */
  readonly otherSeeds: { readonly runs: number; readonly fail: number };
  /** Decisions that were changed by themselves, and those of which a change made the failure go away. */
  readonly oneByOne: { readonly changed: number; readonly matter: readonly Decision[] };
  /** What it was rebuilt from; null: there is no world in which it does not fail. */
  readonly rebuilt: Rebuilt | null;
  readonly runs: number;
}

export interface Rebuilt {
  readonly baseline: Baseline;
  /** The decisions that the failure needs; not one can be left out where `isOneMinimal`. */
  readonly needed: readonly Decision[];
  readonly isOneMinimal: boolean;
  /** The run with the needed decisions alone. */
  readonly smallest: DecidedRun;
  /** For each needed decision the run without it, in the same order. */
  readonly without: readonly DecidedRun[];
}

/** null: the case does not fail. */
export function blame(planWith: PlanWith, options: BlameOptions): Blame | null {
  const { progress = () => undefined } = options;
  const failing = decidedRun(planWith, { by: 'seed' });
  const { failure } = failing;
  if (failure === null) return null;
  const trial = new Trial(planWith, failure, options.runs);
  progress(`It fails: ${failure.rule}. Now with other decisions.`);
  const fromBaseline = (baseline: Baseline) => trial.fails({ by: 'baseline but for', baseline, kept: [] });
  const failsNeutral = fromBaseline(null) === true;
  const others = OTHER_SEEDS.map((seed) => ({ seed, fails: fromBaseline(seed) }));
  const otherSeeds = {
    runs: others.filter(({ fails }) => fails !== null).length,
    fail: others.filter(({ fails }) => fails === true).length,
  };
  const baseline = failsNeutral ? others.find(({ fails }) => fails === false)?.seed : null;
  const decisions = decisionsOf(failing, baseline ?? null);
  progress(
    `Neutral, it ${failsNeutral ? 'fails' : 'holds'}; ${otherSeeds.fail} of ${otherSeeds.runs} other seeds fail.`,
  );
  progress(`Changing ${counted(decisions.length, 'decision')} one at a time.`);
  const oneByOne = changeOneByOne(trial, decisions, options.runs);
  const { length: alone } = oneByOne.matter;
  progress(
    `${alone === 1 ? '1 matters by itself' : `${alone} matter by themselves`}. Looking for the smallest set.`,
  );
  const rebuilt =
    baseline === undefined ? null : rebuild(trial, baseline, { decisions, matter: oneByOne.matter });
  return { failing, failure, decisions, failsNeutral, otherSeeds, oneByOne, rebuilt, runs: trial.runs };
}

/** Runs a case again and again, and counts. */
class Trial {
  readonly planWith: PlanWith;
  readonly #failure: Failure;
  readonly #most: number;
  readonly #known = new Map<string, boolean>();
  runs = 1;

  constructor(planWith: PlanWith, failure: Failure, most: number) {
    this.planWith = planWith;
    this.#failure = failure;
    this.#most = most;
  }

  /** Whether it fails in the same way; null: no more runs are left. */
  fails(decided: Decided): boolean | null {
    const name = JSON.stringify(decided);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.runs >= this.#most) return null;
    this.runs++;
    const fails = isSameFailure(this.#failure, decidedRun(this.planWith, decided).failure);
    this.#known.set(name, fails);
    return fails;
  }
}

/** Everything that chance decided up to the failure, in the order in which it did. */
function decisionsOf({ planDraws, records, choices }: DecidedRun, baseline: Baseline): readonly Decision[] {
  const keys = [...planDraws, ...records.flatMap(({ draws = [] }) => draws)].flatMap(([key, value]) =>
    // A uuid is a name, and decides nothing.
    typeof value === 'number' ? [key] : [],
  );
  const orders = choices.map(({ first, earlier, later }): OrderDecision => {
    // The neutral world keeps the order of entry itself.
    return { kind: 'order', first, before: baseline === null ? earlier : [...earlier, ...later] };
  });
  return [
    ...[...new Set(keys)].map((key): Decision => ({ kind: 'draw', key })),
    ...orders.filter(({ before }) => before.length > 0),
  ];
}

/** As many alternatives of each as the runs allow: its neutral value first. */
function changeOneByOne(trial: Trial, decisions: readonly Decision[], most: number): Blame['oneByOne'] {
  const isWide = decisions.length * (1 + REDRAWS.length) <= most * ONE_BY_ONE_SHARE;
  const changed = decisions.slice(0, Math.floor(most * ONE_BY_ONE_SHARE));
  const matter = changed.filter((decision) =>
    (isWide && decision.kind === 'draw' ? [null, ...REDRAWS] : [null]).some(
      (baseline) => trial.fails({ by: 'seed but for', decision, baseline }) === false,
    ),
  );
  return { changed: changed.length, matter };
}

interface Candidates {
  readonly decisions: readonly Decision[];
  readonly matter: readonly Decision[];
}

/** Starts from the decisions that matter by themselves, where these are enough. */
function rebuild(trial: Trial, baseline: Baseline, { decisions, matter }: Candidates): Rebuilt {
  const fails: Fails<Decision> = (kept) => trial.fails({ by: 'baseline but for', baseline, kept });
  const isEnough = matter.length > 0 && fails(matter) === true;
  const { items: needed, isOneMinimal } = smallestSet(isEnough ? matter : decisions, fails);
  const run = (kept: readonly Decision[]) =>
    decidedRun(trial.planWith, { by: 'baseline but for', baseline, kept });
  const without = needed.map((_, place) => run(needed.toSpliced(place, 1)));
  return { baseline, needed, isOneMinimal, smallest: run(needed), without };
}

/** Kind by kind, then the parts of each order by themselves, then one by one until not one can be left out. */
function smallestSet(all: readonly Decision[], fails: Fails<Decision>): Reduced<Decision> {
  let kept = all;
  const reduceGroup = (group: readonly Decision[], parts: readonly Decision[]): void => {
    const rest = kept.filter((decision) => !group.includes(decision));
    const alone = fails(rest);
    if (alone === true) kept = rest;
    else if (alone === false && parts.length > 1) {
      kept = [...rest, ...ddmin(parts, (subset) => fails([...rest, ...subset])).items];
    }
  };
  const kinds = [...new Set(all.map(kindOfDecision))].map((kind) =>
    all.filter((decision) => kindOfDecision(decision) === kind),
  );
  for (const group of kinds.sort((a, b) => b.length - a.length)) reduceGroup(group, group);
  for (const decision of kept) reduceGroup([decision], singleDecisions([decision]));
  const { items, isOneMinimal } = leaveOutOneByOne(kept, fails);
  const places = new Map(all.map((decision, place) => [nameOf(decision), place]));
  const placeOf = (decision: Decision) => places.get(nameOf(decision)) ?? all.length;
  return { items: items.toSorted((a, b) => placeOf(a) - placeOf(b)), isOneMinimal };
}

/** The same for the parts of a decision. */
function nameOf(decision: Decision): string {
  return decision.kind === 'draw' ? decision.key : `${decision.first} first`;
}
