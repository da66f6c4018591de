/** The mean of an outcome in an arm as a point of a picture, with its interval. */
import type { ArmSummary } from '../sweep/analyse-sweep.js';
import { OUTCOMES, type OutcomeName } from '../sweep/outcome-list.js';

export interface ArmPoint {
  readonly arm: string;
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly series: string;
  /** Series of one hue share a colour; without one each has its own. */
  readonly hue?: string;
  /** The value lies beyond the edge at which it is drawn. */
  readonly isBeyond?: boolean;
}

export interface PointOptions {
  readonly series?: string | ((arm: ArmSummary) => string);
  readonly hue?: string;
  /** Where an arm stands on the horizontal axis; default 0. */
  readonly x?: (arm: ArmSummary) => number;
}

/** Arms without the outcome have no point; an interval that is not known has no length. */
export function armPoints(
  arms: readonly ArmSummary[],
  outcome: OutcomeName,
  { series = outcome, hue, x }: PointOptions = {},
): readonly ArmPoint[] {
  return arms.flatMap((arm) => {
    const found = arm.outcomes.get(outcome);
    const at = x?.(arm) ?? 0;
    if (found === undefined || !Number.isFinite(at)) return [];
    const isKnown = found.n > 1 && Number.isFinite(found.low) && Number.isFinite(found.high);
    const [low, high] = isKnown ? [found.low, found.high] : [found.estimate, found.estimate];
    const own = typeof series === 'string' ? series : series(arm);
    const point = { arm: arm.arm, x: at, value: found.estimate, low, high, series: own };
    return [hue === undefined ? point : { ...point, hue }];
  });
}

/** The words of an axis: what is measured, and its unit. */
export function outcomeAxis(outcome: OutcomeName): string {
  const { describe, unit } = OUTCOMES[outcome];
  return unit === 'correlation' ? describe : `${describe} (${unit})`;
}
