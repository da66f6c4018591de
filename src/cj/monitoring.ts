/** What is done with a batch that had no activity for the whole time-out (02, "Monitor"). */
import { HOUR_MS, MINUTE_MS } from './durations.js';
import type { Settings } from './settings.js';

export interface StuckBatch {
  readonly callbacksReceived: number;
  readonly completed: number;
  readonly totalBudget: number | null;
  /** Open comparisons of the batch. */
  readonly openPairs: number;
  /** Comparisons that an earlier recovery already gave up as lost. */
  readonly lostBefore: number;
  /** Since its last activity. */
  readonly idleMs: number;
  /** Something happened to the batch after the sweep that called it stuck. */
  readonly hasMoved: boolean;
  /** What follows its last wave has been decided. */
  readonly isDecided: boolean;
  /** It was told to go on, and nothing has happened to it since. */
  readonly wasTold: boolean;
}

export type RecoveryAction =
  /** It waits for no answer: decide as after any wave. */
  | 'go_on'
  /** It is not stuck any more. */
  | 'keep_waiting'
  /** Turn the open comparisons into errors CALLBACK_LOST and let the batch go on. */
  | 'give_up_open'
  | 'force_scoring'
  | 'fail';

export type MonitorActs = (batch: StuckBatch, settings: Settings) => RecoveryAction;

/**
 * `current`: a batch gets one chance to go on without the answers that are lost. One that waits for none, or that has moved
 * since the sweep, is not stuck; if it waits for none in vain, for as long as it takes a sweep to find that again.
 */
export const giveUpOnceThenForce: MonitorActs = (batch, settings) => {
  const { openPairs, lostBefore, hasMoved } = batch;
  if (openPairs === 0) return mayGoOn(batch, settings) ? 'go_on' : forceOrFail(batch, settings);
  if (hasMoved) return 'keep_waiting';
  return lostBefore === 0 ? 'give_up_open' : forceOrFail(batch, settings);
};

/**
 * A wave that nothing was decided on is decided now; a decision that led nowhere is taken again for a while, and once
 * however late the monitor looks.
 */
function mayGoOn({ isDecided, totalBudget, idleMs, wasTold }: StuckBatch, settings: Settings): boolean {
  if (!wasTold) return true;
  const timeoutMs = settings.BATCH_TIMEOUT_HOURS * HOUR_MS;
  const intervalMs = settings.BATCH_MONITOR_INTERVAL_MINUTES * MINUTE_MS;
  return (!isDecided && totalBudget !== null) || idleMs < timeoutMs + Math.max(timeoutMs, intervalMs);
}

/** The service: score it if enough is in, else fail it. A batch without a usable answer cannot be scored. */
export const forceOrFail: MonitorActs = (batch, settings) => {
  const progressPct = batch.totalBudget ? (100 * batch.callbacksReceived) / batch.totalBudget : 0;
  return progressPct >= settings.FORCED_SCORING_MIN_PROGRESS_PCT && batch.completed > 0
    ? 'force_scoring'
    : 'fail';
};
