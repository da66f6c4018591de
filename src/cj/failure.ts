/** Why a batch failed, as it is stored in `failed_reason` (02, "Finalising"; vectors `trajectory`). */
import type { ContinuationValues } from './continuation/decision-record.js';
import type { Settings } from './settings.js';
import type { JsonObject } from './stored-value.js';

export interface FailureReason {
  readonly reason: string;
  readonly details: JsonObject;
}

/** The reason of a FINALIZE_FAILURE: a success rate that is too low at a cap. */
export function failureOf(values: ContinuationValues, settings: Settings): FailureReason {
  return {
    reason: 'low_success_rate',
    details: {
      callbacks_received: values.callbacks_received,
      completed_comparisons: values.completed,
      failed_comparisons: values.failed,
      success_rate: values.success_rate,
      success_rate_threshold: settings.MIN_SUCCESS_RATE_THRESHOLD,
      callbacks_reached_cap: values.callbacks_reached_cap,
      budget_exhausted: values.budget_exhausted,
    },
  };
}
