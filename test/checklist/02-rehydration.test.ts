import { expect, test } from 'vitest';
import type { WaveFact } from '../../src/cj/facts.js';
import { POLICY_NAMES } from '../../src/cj/policy.js';
import { ran } from './ran.js';

/** What must be the same in every wave. */
const same = ({ override, cap, source, llm_config_overrides, batch_config_overrides, identity }: WaveFact) =>
  JSON.stringify({ override, cap, source, llm_config_overrides, batch_config_overrides, identity });

test.each(POLICY_NAMES)(
  'under %s every continuation is rebuilt from original_request and equals the first wave',
  (policy) => {
    const { factsOf } = ran('batch-21', { policy });
    const waves = factsOf('wave.submitted');
    expect(waves.length).toBeGreaterThan(1);
    expect(new Set(waves.map(same)).size).toBe(1);
    expect(waves[0]).toMatchObject({
      rehydrated_from: 'request',
      override: 100,
      cap: 100,
      source: 'runner_override',
      llm_config_overrides: {
        provider: 'anthropic',
        model: 'claude-haiku-4-5',
        temperature: 0.2,
        max_tokens: 2000,
      },
      batch_config_overrides: { batch_size: 25, max_concurrent_batches: 2 },
      identity: {
        assignment_id: '00000000-0000-0000-0000-000000000001',
        user_id: 'teacher-0417',
        org_id: 'school-12',
        language: 'en',
        course_code: 'ENG6',
      },
    });
    expect(new Set(factsOf('request.rehydrated').map((fact) => fact.from))).toEqual(
      new Set(['original_request']),
    );
  },
);
