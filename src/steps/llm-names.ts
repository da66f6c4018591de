/** Which provider and which model a request's `llm_config_overrides` name; the settings' where they name none. */
import type { Settings } from '../cj/settings.js';
import type { JsonObject } from '../cj/stored-value.js';

export function providerOf(overrides: JsonObject | null, settings: Settings): string {
  return firstText(overrides, ['provider_override', 'provider']) ?? settings.DEFAULT_LLM_PROVIDER;
}

export function modelOf(overrides: JsonObject | null, settings: Settings): string {
  return firstText(overrides, ['model_override', 'model']) ?? settings.DEFAULT_LLM_MODEL;
}

function firstText(overrides: JsonObject | null, keys: readonly string[]): string | undefined {
  return keys.map((key) => overrides?.[key]).find((value) => typeof value === 'string');
}
