/** Everything a continuation looks at, read in one step; the rules get nothing else. */

import type { Settings } from '../settings.js';
import type { JsonObject } from '../stored-value.js';

/** What a fresh count over the comparison rows gives. Pairs are unordered. */
export interface CoverageCounts {
  readonly maxPossible: number;
  /** Pairs with at least one usable answer. */
  readonly successful: number;
  /** Pairs whose attempts are used up without a usable answer (`current`; 0 in the service). */
  readonly givenUp: number;
  /** Failed pairs that may be asked again (`current`; 0 in the service). */
  readonly waitingRetry: number;
}

export interface ContinuationInput {
  readonly submitted: number;
  readonly completed: number;
  readonly failed: number;
  /** As stored; anything but a whole number above 0 is a bug of the batch. */
  readonly totalBudget: unknown;
  readonly totalComparisons: number;
  readonly currentIteration: number;
  /** `completion_threshold_pct` of the row (policies of 2025). */
  readonly completionThresholdPct: number;
  /** The row's fine state is COMPLETED, FAILED or CANCELLED. */
  readonly isTerminal: boolean;
  /** Nodes of the net, anchors included; null counts as 0. */
  readonly expectedEssayCount: number | null;
  /** The batch state's stored document. */
  readonly metadata: JsonObject;
  /** The override of the request as rehydrated for this continuation. */
  readonly maxComparisonsOverride: number | null;
  /** null: the count failed, the stored numbers are all there is. */
  readonly recount: () => CoverageCounts | null;
  /** Scores by essay; null: the fit failed, with nothing to fit or without convergence. */
  readonly fitted: ReadonlyMap<string, number> | null;
  readonly settings: Settings;
}
