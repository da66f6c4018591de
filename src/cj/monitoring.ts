/** What is done with a batch that had no activity for the whole time-out (02, "Monitor"). */
import type { Settings } from './settings.js';

export interface StuckBatch {
  readonly callbacksReceived: number;
  readonly completed: number;
  readonly totalBudget: number | null;
  /** Open comparisons of the batch. */
  readonly openPairs: number;
  /** Comparisons that an earlier recovery already gave up as lost. */
  readonly lostBefore: number;
  /** Something happened to the batch after the sweep that called it stuck. */
  readonly hasMoved: boolean;
  /** What follows its last wave has been decided. */
  readonly isDecided: boolean;
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
 * `current`: a batch gets one chance to go on without the answers that are lost. One whose wave is complete and not
 * decided on, or that has moved since the sweep, is not stuck.
 */
export const giveUpOnceThenForce: MonitorActs = (batch, settings) => {
  const { openPairs, lostBefore, totalBudget, hasMoved, isDecided } = batch;
  if (openPairs === 0 && !isDecided && totalBudget !== null) return 'go_on';
  if (hasMoved) return 'keep_waiting';
  return openPairs > 0 && lostBefore === 0 ? 'give_up_open' : forceOrFail(batch, settings);
};

/** The service: score it if enough is in, else fail it. A batch without a usable answer cannot be scored. */
export const forceOrFail: MonitorActs = (batch, settings) => {
  const progressPct = batch.totalBudget ? (100 * batch.callbacksReceived) / batch.totalBudget : 0;
  return progressPct >= settings.FORCED_SCORING_MIN_PROGRESS_PCT && batch.completed > 0
    ? 'force_scoring'
    : 'fail';
};
