import { describe, expect, test } from 'vitest';
import { FRESH_MEMORY, nextCallStart, withCall, withFailure } from '../../src/cj/provider-slots.js';
import { DEFAULT_SETTINGS } from '../../src/cj/settings.js';

const NOW = 100_000;
const settings = { ...DEFAULT_SETTINGS, LLM_MAX_CONCURRENT_CALLS: 2, LLM_MAX_CALLS_PER_MINUTE: null };

describe('when the provider may start a call', () => {
  test('at once while a slot is free, else when the first slot becomes free', () => {
    const one = withCall(FRESH_MEMORY, settings, NOW, NOW + 500);
    const two = withCall(one, settings, NOW, NOW + 300);
    expect([FRESH_MEMORY, one, two].map((memory) => nextCallStart(memory, settings, NOW))).toEqual([
      { at: NOW, why: 'slots' },
      { at: NOW, why: 'slots' },
      { at: NOW + 300, why: 'slots' },
    ]);
    expect(nextCallStart(two, settings, NOW + 300)).toEqual({ at: NOW + 300, why: 'slots' });
  });

  test('within the rate limit of the last minute', () => {
    const limited = { ...settings, LLM_MAX_CALLS_PER_MINUTE: 1 };
    const called = withCall(FRESH_MEMORY, limited, NOW, NOW + 5);
    expect(nextCallStart(called, limited, NOW + 10)).toEqual({ at: NOW + 60_000, why: 'rate_limit' });
    expect(nextCallStart(called, limited, NOW + 60_000)).toEqual({ at: NOW + 60_000, why: 'slots' });
  });

  test('not while the circuit is open, which failures in a row open', () => {
    const broken = { ...settings, LLM_CIRCUIT_FAILURE_THRESHOLD: 2, LLM_CIRCUIT_OPEN_SECONDS: 30 };
    const once = withFailure(FRESH_MEMORY, broken, NOW);
    const twice = withFailure(once, broken, NOW);
    expect([once, twice].map((memory) => nextCallStart(memory, broken, NOW))).toEqual([
      { at: NOW, why: 'slots' },
      { at: NOW + 30_000, why: 'circuit' },
    ]);
  });
});
