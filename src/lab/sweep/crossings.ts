/**
 * Where an outcome reaches a level as the factor on the horizontal axis grows: read from the monotone curve (isotonic
 * regression) through the means, with straight lines between the arms. The interval is where the curves through the
 * upper and the lower ends of the 95 % intervals reach it.
 */
import { isotonic } from '../../cj/projection/isotonic.js';
import { firstReach, lineAt } from '../statistics/first-reach.js';
import { isSameNumber } from '../statistics/is-same-number.js';
import type { ArmSummary, SweepAnalysis } from './analyse-sweep.js';
import type { Experiment } from './experiment-schema.js';
import { factorLabel, levelsBeside } from './factor-label.js';
import { digits } from './format-number.js';
import type { OutcomeName } from './outcome-list.js';
import { type ArmDesign, commonDesign } from './ssr-design.js';

export interface Crossing {
  /** The other factors of these arms, as in their names; empty where there are none. */
  readonly group: string;
  /** What is to reach the level. */
  readonly outcome: OutcomeName;
  /** As the experiment asks for it. */
  readonly level: number;
  /** Value of x; null: not within the arms, which all lie above the level, or all below it, or all at it. */
  readonly at: number | null;
  /** Lower end of its interval; null: it lies below the arms. */
  readonly low: number | null;
  /** Upper end of its interval; null: it lies beyond the arms. */
  readonly high: number | null;
  /** Where the arms lie, by their means. */
  readonly side: 'above' | 'below' | 'at' | 'both';
  /** Whether the outcome falls as x grows. */
  readonly falls: boolean;
  /** Comparisons per essay at `at`, as total / n. */
  readonly overItems: number | null;
  /** The same as appearances of an essay, 2 · total / n. */
  readonly appearances: number | null;
  /** Of the SSR of these arms: fixed, adaptive, or mixed. */
  readonly design: ArmDesign;
}

export function crossings(experiment: Experiment, { arms }: SweepAnalysis): readonly Crossing[] {
  const { x, reaches } = experiment;
  if (x === undefined) return [];
  return reaches.flatMap(({ outcome, levels }) =>
    [...groupsOf(experiment, arms, x)].flatMap(([group, own]) =>
      own.some((arm) => arm.outcomes.has(outcome))
        ? levels.map((level) => crossing(own, { group, outcome, level, x }))
        : [],
    ),
  );
}

function groupsOf(
  experiment: Experiment,
  arms: readonly ArmSummary[],
  x: string,
): ReadonlyMap<string, readonly ArmSummary[]> {
  const groups = new Map<string, ArmSummary[]>();
  for (const arm of arms) {
    const group = levelsBeside(experiment, arm.set, x);
    groups.set(group, [...(groups.get(group) ?? []), arm]);
  }
  return groups;
}

interface Wanted {
  readonly group: string;
  readonly outcome: OutcomeName;
  readonly level: number;
  readonly x: string;
}

function crossing(arms: readonly ArmSummary[], { group, outcome, level, x }: Wanted): Crossing {
  const points = arms
    .flatMap((arm) => {
      const found = arm.outcomes.get(outcome);
      const over = arm.outcomes.get('comparisons_over_items')?.estimate ?? Number.NaN;
      return found === undefined ? [] : [{ x: Number(arm.set[x]), over, ...found }];
    })
    .sort((a, b) => a.x - b.x);
  const places = points.map((point) => point.x);
  const means = points.map(({ estimate }) => estimate);
  const falls = isFalling(means);
  const reached = (ends: readonly number[]): number | null =>
    falls
      ? firstReach(places, isotonic(ends.map((y) => -y)), -level)
      : firstReach(places, isotonic(ends), level);
  const side = sideOf(means, level);
  const at = side === 'at' ? null : reached(means);
  const ends = [reached(points.map(({ high }) => high)), reached(points.map(({ low }) => low))] as const;
  const [low, high] = falls ? [ends[1], ends[0]] : ends;
  const over =
    at === null
      ? null
      : between(
          places,
          points.map((point) => point.over),
          at,
        );
  return {
    group,
    outcome,
    level,
    at,
    low,
    high,
    side,
    falls,
    overItems: over,
    appearances: over === null ? null : 2 * over,
    design: commonDesign(arms.map(({ ssrDesign }) => ssrDesign)),
  };
}

/** Whichever monotone curve lies closer to the means: a noisy one may rise in places. */
function isFalling(means: readonly number[]): boolean {
  const off = (values: readonly number[]): number =>
    isotonic(values).reduce((sum, fitted, k) => sum + (fitted - (values[k] ?? 0)) ** 2, 0);
  return off(means.map((mean) => -mean)) < off(means);
}

function sideOf(means: readonly number[], level: number): Crossing['side'] {
  if (means.every((mean) => isSameNumber(mean, level))) return 'at';
  if (means.every((mean) => mean > level)) return 'above';
  return means.every((mean) => mean < level) ? 'below' : 'both';
}

function between(x: readonly number[], y: readonly number[], at: number): number {
  const next = Math.max(
    1,
    x.findIndex((value) => value >= at),
  );
  return lineAt([x[next - 1] ?? 0, y[next - 1] ?? 0], [x[next] ?? 0, y[next] ?? 0], at);
}

export function crossingSentence(experiment: Experiment, found: Crossing): string {
  const { group, outcome, level, at, low, high, side, falls, overItems, appearances, design } = found;
  const who = group === '' ? `${design} design: ` : `${group} (${design} design): `;
  if (at === null) {
    return side === 'both'
      ? `${who}${outcome} lies on both sides of ${level}, but its monotone curve does not cross it.`
      : `${who}${outcome} is ${side === 'at' ? '' : `${side} `}${level} in every arm.`;
  }
  const name = factorLabel(experiment, experiment.x ?? '');
  const ends = `[${low === null ? 'below' : digits(low)}, ${high === null ? 'beyond' : digits(high)}]`;
  const both =
    overItems === null || appearances === null || Number.isNaN(overItems)
      ? ''
      : `: ${digits(overItems)} comparisons per essay or anchor as total / n, ${digits(appearances)} appearances of each`;
  return `${who}${outcome} ${falls ? 'falls to' : 'reaches'} ${level} at ${name} ${digits(at)} ${ends}${both}.`;
}
