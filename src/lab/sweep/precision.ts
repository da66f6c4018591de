/** Sequential replication of a sweep: until the means, or the paired differences, are known. */
import * as z from 'zod';
import { UserError } from '../../cj/errors.js';
import { keyGroup } from '../../input/key-group.js';
import { stopsAfter } from '../statistics/stopping-rule.js';
import { type Analysed, basesOf } from './analyse-sweep.js';
import { MOST_REPLICATES } from './experiment-schema.js';
import { OUTCOME_NAMES, type OutcomeName } from './outcome-list.js';

export interface Precision {
  readonly outcome: OutcomeName;
  /** Of the 95 % interval. */
  readonly halfwidth: number;
  readonly of: 'mean' | 'difference';
  /** An interval must stay narrow for so many replications more, so that no lucky moment ends a sweep. */
  readonly lookAhead: number;
  /** Replications after which it gives up. */
  readonly most: number;
}

export const LOOK_AHEAD = 5;

/** As a program without types gives it; the flags of the command are checked as they are read. */
export const precisionOption = keyGroup(
  {
    outcome: z.enum(OUTCOME_NAMES),
    halfwidth: z.number().gt(0),
    of: z.enum(['mean', 'difference']),
    lookAhead: z.int().min(1),
    most: z.int().min(1).max(MOST_REPLICATES),
  },
  'an option of precision',
);

/** Of no difference at all every one would be precise. */
export function refuseWithoutDifference(
  design: Pick<Analysed, 'experiment' | 'arms'>,
  of: Precision['of'],
): void {
  if (of === 'mean' || basesOf(design).some((base, arm) => base !== arm)) return;
  throw new UserError({
    code: 'no_difference',
    message: `No two arms of ${design.experiment.name} are compared with each other, so that there is no difference to know.`,
    fix: 'Ask for the half-width of the mean, or give the design another arm.',
    where: '--of',
  });
}

export function needsMore(result: Analysed, replicates: number, precision: Precision): boolean {
  return replicates < precision.most && !isPrecise(result, precision);
}

/** Whether a sweep that ran to its end had to stop before it was precise. */
export function gaveUp(
  result: Analysed & { readonly precision: Precision | null; readonly interrupted: boolean },
): boolean {
  const { precision, interrupted } = result;
  return precision !== null && !interrupted && !isPrecise(result, precision);
}

/** Whether every interval is narrow enough. Differences are those from the arm that each is compared with in the report. */
function isPrecise(result: Analysed, precision: Precision): boolean {
  const { values, arms } = result;
  const { of, outcome, halfwidth, lookAhead } = precision;
  const bases = basesOf(result);
  return arms.every((_, arm) => {
    const base = bases[arm] ?? 0;
    if (of === 'difference' && base === arm) return true;
    const series = of === 'mean' ? values.known(arm, outcome) : values.gaps(arm, base, outcome);
    return stopsAfter(series, { halfwidth, lookAhead }) !== null;
  });
}
