/** The overrides of a request's batch configuration (`batch_config_overrides`) and their limits. */
import { type JsonObject, objectOrNull } from './stored-value.js';
import { BATCHING_MODES, type BatchingMode } from './words.js';

const LIMITS = {
  batch_size: { low: 10, high: 200 },
  max_concurrent_batches: { low: 1, high: 5 },
  partial_completion_threshold: { low: 0.5, high: 1 },
} as const;

/** What is wrong with the overrides, in words, or null. Limits as in the service (vectors `budget`). */
export function batchConfigProblem(overrides: JsonObject): string | null {
  for (const [key, { low, high }] of Object.entries(LIMITS)) {
    const value = overrides[key];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number' || !(value >= low && value <= high)) {
      return `${key} is ${JSON.stringify(value)}; it must be a number from ${low} to ${high}`;
    }
  }
  const mode = overrides['llm_batching_mode_override'];
  if (mode !== undefined && mode !== null && batchingModeOrNull(mode) === null) {
    return `llm_batching_mode_override is ${JSON.stringify(mode)}; it must be one of ${BATCHING_MODES.join(', ')}`;
  }
  return null;
}

/** A batching mode written as it is named or with capitals, or null. */
export function batchingModeOrNull(value: unknown): BatchingMode | null {
  if (typeof value !== 'string') return null;
  return BATCHING_MODES.find((mode) => mode === value || mode === value.toLowerCase()) ?? null;
}

/** The completion threshold as a share: the stored override if there is one, else the row's percentage. */
export function completionThreshold(configOverrides: unknown, thresholdPct: number): number {
  const override = objectOrNull(configOverrides)?.['partial_completion_threshold'];
  return typeof override === 'number' ? override : thresholdPct / 100;
}
