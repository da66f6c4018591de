/** What the back-test says of a session as a whole: nothing, where there is too little of it to say anything. */
import type { Prediction } from './backtest.js';

/** Below so many decisions the intervals hold almost any session. */
export const FEWEST_DECISIONS = 100;

/**
 * `too_few`: too few decisions for a verdict; `not_measured`: neither SSR nor split-half correlation is there;
 * `not_predicted`: a real value lies farther out than chance explains; `predicted`: none does.
 */
export type BacktestVerdict = 'too_few' | 'not_measured' | 'predicted' | 'not_predicted';

export function verdictOf(decisions: number, predictions: readonly Prediction[]): BacktestVerdict {
  if (decisions < FEWEST_DECISIONS) return 'too_few';
  const isMeasured = predictions.some(
    ({ statistic, inside }) => statistic !== 'misfit_share' && inside !== null,
  );
  if (!isMeasured) return 'not_measured';
  return predictions.some(({ p }) => isFarOut(p, predictions)) ? 'not_predicted' : 'predicted';
}

/** So often at most a session of the model is called not predicted. */
const FALSE_ALARMS = 0.1;

/** Bonferroni's correction: of several values one lies outside its own interval by chance more often than one in ten. */
export function isFarOut(p: number | null, predictions: readonly Pick<Prediction, 'p'>[]): boolean {
  const measured = predictions.filter((prediction) => prediction.p !== null).length;
  return p !== null && p < FALSE_ALARMS / measured;
}
