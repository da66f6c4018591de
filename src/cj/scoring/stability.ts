/** How far the scores have moved since the last continuation, and whether that is stable (04). */
import type { Settings } from '../settings.js';
import { objectOrNull } from '../stored-value.js';

/** Scores in logits by essay id. */
export type ScoresById = ReadonlyMap<string, number>;

/**
 * The scores that the last continuation stored. Texts that hold a decimal number and booleans (1 and 0) are
 * converted. Empty if the stored value is no object, or if one of its values is not a finite number.
 */
export function previousScores(stored: unknown): ScoresById {
  const scores = new Map<string, number>();
  const values = objectOrNull(stored) ?? {};
  for (const id of Object.keys(values)) {
    const score = numberOrNull(values[id]);
    if (score === null) return new Map();
    scores.set(id, score);
  }
  return scores;
}

/**
 * The largest |new − previous| in logits over the essays of `scores`; an essay without a previous score
 * counts from 0, one that has only a previous score is ignored. Infinite when there are no previous scores.
 */
export function rawChange(previous: ScoresById, scores: ScoresById): number {
  if (previous.size === 0) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const [id, score] of scores) largest = Math.max(largest, Math.abs(score - (previous.get(id) ?? 0)));
  return largest;
}

/** `rawChange`, or null instead of infinite: nothing to compare with. */
export function maxScoreChange(previous: ScoresById, scores: ScoresById): number | null {
  const change = rawChange(previous, scores);
  return change === Number.POSITIVE_INFINITY ? null : change;
}

export interface StabilityQuestion {
  /** Logits; null when there is nothing to compare with. */
  readonly maxScoreChange: number | null;
  /** Answers, errors included. */
  readonly callbacksReceived: number;
  /** Usable answers as a share of all; null when there are no answers. */
  readonly successRate: number | null;
  readonly settings: Pick<
    Settings,
    'MIN_COMPARISONS_FOR_STABILITY_CHECK' | 'SCORE_STABILITY_THRESHOLD' | 'MIN_SUCCESS_RATE_THRESHOLD'
  >;
}

/** Stable: a known change at most the threshold, with enough answers and not too many errors among them. */
export function stabilityPassed({
  maxScoreChange: change,
  callbacksReceived,
  successRate,
  settings,
}: StabilityQuestion): boolean {
  const minRate = settings.MIN_SUCCESS_RATE_THRESHOLD;
  return (
    change !== null &&
    change <= settings.SCORE_STABILITY_THRESHOLD &&
    callbacksReceived >= settings.MIN_COMPARISONS_FOR_STABILITY_CHECK &&
    (successRate === null || minRate === null || successRate >= minRate)
  );
}

/** A decimal number as the service's language writes it: single `_` between digits are fine. */
const DECIMAL = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;

function numberOrNull(value: unknown): number | null {
  if (typeof value === 'string') return decimalOrNull(value.trim());
  if (typeof value === 'boolean') return value ? 1 : 0;
  return finiteOrNull(value);
}

function decimalOrNull(text: string): number | null {
  return DECIMAL.test(text) ? finiteOrNull(Number(text.replaceAll('_', ''))) : null;
}

function finiteOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
