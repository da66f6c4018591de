/** The back-test as JSON: the object behind `cjsim backtest --json`. Numbers that are not finite become null. */
import { rowsJson } from '../fit/fit-json.js';
import type { ReadComparisons } from '../fit/read-comparisons.js';
import type { Backtest } from './backtest.js';

const BACKTEST_SCHEMA_VERSION = 1;

export function backtestJson(found: Backtest, { table, ...read }: ReadComparisons) {
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
