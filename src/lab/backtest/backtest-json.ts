/** The back-test as JSON: the object behind `cjsim backtest --json`. Numbers that are not finite become null. */
import type { Versioned } from '../../report/versioned.js';
import type { RowsDocument } from '../fit/fit-document.js';
import { rowsJson } from '../fit/fit-json.js';
import type { ReadComparisons } from '../fit/read-comparisons.js';
import type { Backtest, Prediction } from './backtest.js';
import type { BacktestVerdict } from './verdict.js';

const BACKTEST_SCHEMA_VERSION = 1;

interface BacktestDocument extends Versioned<typeof BACKTEST_SCHEMA_VERSION> {
  /** `too_few`: decisions; `not_measured`: no SSR, no split-half; `not_predicted`: a real value lies too far out. */
  readonly verdict: BacktestVerdict;
  /** Decisions of the half that is fitted. */
  readonly fitted: number;
  /** Decisions of the other half. */
  readonly simulated: number;
  /** How often that half is simulated (`--simulations`). */
  readonly simulations: number;
  /** SD of the abilities in logits, mean of its posterior. */
  readonly prior_sd: number;
  /** Logits; 0 where it cannot be estimated or the table does not say who was shown first. */
  readonly position_effect: number;
  /** What must be known of the fit, one sentence each. */
  readonly notes: readonly string[];
  /** One a statistic. */
  readonly predictions: readonly Prediction[];
  /** How the file was read. */
  readonly rows: RowsDocument;
}

export function backtestJson(found: Backtest, { table, ...read }: ReadComparisons): BacktestDocument {
  const { verdict, fitted, simulated, simulations, priorSd, positionEffect, notes, predictions } = found;
  return {
    schema_version: BACKTEST_SCHEMA_VERSION,
    verdict,
    fitted,
    simulated,
    simulations,
    prior_sd: priorSd,
    position_effect: positionEffect,
    notes,
    predictions,
    rows: rowsJson(table, read),
  };
}
