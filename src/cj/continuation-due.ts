/** When a callback leads to a continuation (02, "A callback", 5; 06, "when is continuation checked"). */

export interface CallbackCounts {
  readonly submitted: number;
  readonly completed: number;
  readonly failed: number;
  readonly totalComparisons: number;
  readonly completionThresholdPct: number;
  /** Rows with any winner, errors too; counted only where the rule asks. */
  readonly answeredRows: () => number;
}

/** `wave`: every callback of the wave is in. `callback`: the policy continues after this very callback. */
export type ContinuationDue = (counts: CallbackCounts) => 'wave' | 'callback' | null;

/** When the callbacks of everything submitted are in. */
export const whenWaveIsIn: ContinuationDue = ({ submitted, completed, failed }) =>
  submitted > 0 && completed + failed >= submitted ? 'wave' : null;

/** `service-2025-11-16`: at every fifth answer, and after each one from the threshold on (vectors `policy_2025_11_16`). */
export function everyFifthAnswer({
  answeredRows,
  totalComparisons,
  completionThresholdPct: thresholdPct,
}: Pick<CallbackCounts, 'answeredRows' | 'totalComparisons' | 'completionThresholdPct'>): 'callback' | null {
  const answered = answeredRows();
  if (totalComparisons <= 0) return null;
  const isFifth = answered > 0 && answered % 5 === 0;
  const isFromThreshold = thresholdPct > 0 && (answered / totalComparisons) * 100 >= thresholdPct;
  return isFifth || isFromThreshold ? 'callback' : null;
}
