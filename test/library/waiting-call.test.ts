/** What is told a world while a judge takes its time. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../src/files/load-scenario.js';
import { createWorld } from '../../src/library/create-world.js';
import { runAsync } from '../../src/library/run.js';
import { parseFault } from '../../src/sim/faults/parse-fault.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';

const judge = {
  compare: async () => ({ winner: 'essay_a', confidence: 3, justification: '' }) as const,
};

test.each([1, 2, 3, 4, 5, 6])(
  'a cancellation between question and answer draws no fault twice (seed %s)',
  async (seed) => {
    const { scenario, sources } = loadScenario('four-essays');
    const plan = expandScenario(
      scenario,
      { seed, batchCount: 2, faults: [parseFault('provider-500:0.001')] },
      sources,
    );
    using world = createWorld({ plan, judge, check: true });
    for (let advance = world.step(); ; advance = world.step()) {
      if (advance.kind === 'idle') throw new Error('no wait');
      if (advance.kind === 'waiting') break;
    }
    world.cancel('1');
    world.cancel('2');
    expect(await runAsync(world)).toBe('finished');
  },
);
