/** The change of scores that a continuation judges, and whether it is stable: where policies differ (02). */
import { maxScoreChange, previousScores, stabilityPassed } from '../scoring/stability.js';
import type { StabilityInput, ValueRules } from './values.js';

type ScoreChange = ValueRules['scoreChange'];

/** `current`: a failed fit has no change, so it is not stable. */
export const changeOfFit: ScoreChange = (fitted, stored) =>
  fitted === null ? null : maxScoreChange(previousScores(stored), fitted);

/** The service: a failed fit keeps the previous scores, whose change is 0 (defect `failed-fit-is-stable`). */
export const changeOfFitOrZero: ScoreChange = (fitted, stored) => {
  if (fitted !== null) return changeOfFit(fitted, stored);
  return previousScores(stored).size > 0 ? 0 : null;
};

/** `current`: a wave without a usable answer leaves the scores alone and proves nothing. */
export function stableByNewAnswers(input: StabilityInput): boolean {
  return input.newUsableAnswers > 0 && stabilityPassed(input);
}
