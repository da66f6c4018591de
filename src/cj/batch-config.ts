/** The overrides of a request's batch configuration (`batch_config_overrides`) and their limits. */
import { type JsonObject, objectOrNull } from './stored-value.js';
import { BATCHING_MODES, type BatchingMode } from './words.js';

export const BATCH_CONFIG_LIMITS = {
  batch_size: { kind: 'whole number', low: 10, high: 200 },
  max_concurrent_batches: { kind: 'whole number', low: 1, high: 5 },
  partial_completion_threshold: { kind: 'number', low: 0.5, high: 1 },
} as const;
const MODE = 'llm_batching_mode_override';

/** What is wrong with the overrides, in words, or null. Limits as in the service (vectors `budget`). */
export function batchConfigProblem(overrides: JsonObject): string | null {
  for (const [key, { kind, low, high }] of Object.entries(BATCH_CONFIG_LIMITS)) {
    const value = overrides[key];
    if (value === undefined || value === null) continue;
    const isFine = kind === 'number' ? typeof value === 'number' : Number.isInteger(value);
    if (!isFine || !(Number(value) >= low && Number(value) <= high)) {
      return `${key} is ${JSON.stringify(value)}; it must be a ${kind} from ${low} to ${high}`;
    }
  }
  const mode = overrides[MODE];
  if (mode !== undefined && mode !== null && !BATCHING_MODES.some((known) => known === mode)) {
    return `${MODE} is ${JSON.stringify(mode)}; it must be one of ${BATCHING_MODES.join(', ')}`;
  }
  return null;
}

/** What the service stores of the overrides: the keys that it knows and that have a value. */
export function storedBatchConfig(overrides: JsonObject): JsonObject {
  const known = [...Object.keys(BATCH_CONFIG_LIMITS), MODE];
  const given = Object.entries(overrides).filter(([key, value]) => known.includes(key) && value !== null);
  return Object.fromEntries(given);
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
