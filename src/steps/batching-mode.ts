/** How a batch's requests travel to the provider (02, "Batching modes"). */
import { batchingModeOrNull } from '../cj/batch-config.js';
import type { Fact } from '../cj/facts.js';
import type { WaveRequest } from '../cj/request.js';
import type { BatchingMode } from '../cj/words.js';
import { providerOf } from './llm-names.js';
import type { StepContext } from './step.js';

/** The mode that the request asks for, else the setting; batch mode only for providers that have it. */
export function batchingModeOf(
  { settings }: StepContext,
  request: WaveRequest,
): { readonly mode: BatchingMode; readonly facts: readonly Fact[] } {
  const asked = batchingModeOrNull(request.batch_config_overrides?.['llm_batching_mode_override']);
  const mode = asked ?? settings.LLM_BATCHING_MODE;
  const provider = providerOf(request.llm_config_overrides, settings);
  if (mode !== 'provider_batch_api' || settings.PROVIDER_BATCH_API_PROVIDERS.includes(provider)) {
    return { mode, facts: [] };
  }
  return { mode: 'serial_bundle', facts: [{ fact: 'batching.fell_back', provider }] };
}
