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
}

export type RecoveryAction =
  /** Turn the open comparisons into errors CALLBACK_LOST and let the batch go on. */
  'give_up_open' | 'force_scoring' | 'fail';

export type MonitorActs = (batch: StuckBatch, settings: Settings) => RecoveryAction;

/** `current`: a batch gets one chance to go on without the answers that are lost. */
export const giveUpOnceThenForce: MonitorActs = (batch, settings) =>
  batch.openPairs > 0 && batch.lostBefore === 0 ? 'give_up_open' : forceOrFail(batch, settings);

/** The service: score it if enough is in, else fail it. A batch without a usable answer cannot be scored. */
export const forceOrFail: MonitorActs = (batch, settings) => {
  const progressPct = batch.totalBudget ? (100 * batch.callbacksReceived) / batch.totalBudget : 0;
  return progressPct >= settings.FORCED_SCORING_MIN_PROGRESS_PCT && batch.completed > 0
    ? 'force_scoring'
    : 'fail';
};
