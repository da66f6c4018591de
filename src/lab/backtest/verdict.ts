/** What the back-test says of a session as a whole: nothing, where there is too little of it to say anything. */
import type { Prediction } from './backtest.js';

/** Below so many decisions the intervals hold almost any session. */
export const FEWEST_DECISIONS = 100;

/**
 * `too_few`: too few decisions for a verdict; `not_measured`: neither SSR nor split-half correlation is there;
 * `predicted`: all real values that there are lie inside; `not_predicted`: some lie outside.
 */
export type BacktestVerdict = 'too_few' | 'not_measured' | 'predicted' | 'not_predicted';

export function verdictOf(decisions: number, predictions: readonly Prediction[]): BacktestVerdict {
  if (decisions < FEWEST_DECISIONS) return 'too_few';
  const isMeasured = predictions.some(
    ({ statistic, inside }) => statistic !== 'misfit_share' && inside !== null,
  );
  if (!isMeasured) return 'not_measured';
  return predictions.some(({ inside }) => inside === false) ? 'not_predicted' : 'predicted';
}
