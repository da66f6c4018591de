/** The rules of ending a batch: when a finalisation is refused, and what the batch is called afterwards. */
import type { ContinuationValues } from './continuation/decision-record.js';
import type { UploadStatus } from './words.js';

/** How a batch is to be scored. */
export interface ScoringOrder {
  /** The monitor gave up waiting for pending callbacks. */
  readonly forced: boolean;
  readonly stabilityPassed: boolean;
}

export interface FinishQuestion {
  /** The counters as re-read just before finalising; null when the row is gone. */
  readonly counters: {
    readonly submitted: number;
    readonly completed: number;
    readonly failed: number;
  } | null;
  readonly isTerminal: boolean;
  /** The monitor gave up waiting: pending callbacks do not count. */
  readonly forced: boolean;
}

export type FinishAnswer = 'finish' | 'pending' | 'left_alone';

export type FinishGuard = (question: FinishQuestion) => FinishAnswer;

/** Left alone when terminal; refused while callbacks are pending, forced recovery excepted. */
export const finishGuard: FinishGuard = ({ counters, isTerminal, forced }) => {
  if (isTerminal) return 'left_alone';
  if (counters === null) return 'pending';
  return !forced && counters.submitted > counters.completed + counters.failed ? 'pending' : 'finish';
};

/** `service-2025-11-16`: finalised whatever the batch's state and whatever is pending. */
export const finishAlways: FinishGuard = () => 'finish';

export type StatusAtEnd = (values: Pick<ContinuationValues, 'stability_passed'> | null) => UploadStatus;

/** `current`: stable only if the scores were; anything else that ended the batch is a maximum. */
export const statusByCause: StatusAtEnd = (values) =>
  values?.stability_passed ? 'COMPLETE_STABLE' : 'COMPLETE_MAX_COMPARISONS';

/** The service: every end is called stable. */
export const alwaysStable: StatusAtEnd = () => 'COMPLETE_STABLE';
