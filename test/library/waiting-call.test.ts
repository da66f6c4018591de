/** What is told a world while a judge takes its time. */
import { expect, test } from 'vitest';
import { loadScenario } from '../../src/files/load-scenario.js';
import type { Judge } from '../../src/judges/judge.js';
import { createWorld } from '../../src/library/create-world.js';
import { run, runAsync } from '../../src/library/run.js';
import { parseFault } from '../../src/sim/faults/parse-fault.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';
import type { WorldPlan } from '../../src/sim/scenario/world-plan.js';
import type { World } from '../../src/sim/world.js';

const verdict = { winner: 'essay_a', confidence: 3, justification: '', latencyMs: 5000 } as const;
const judge = { compare: async () => verdict };
const quick = { compare: () => verdict };

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

function twoBatches(...faults: string[]): WorldPlan {
  const { scenario, sources } = loadScenario('four-essays');
  return expandScenario(scenario, { batchCount: 2, faults: faults.map(parseFault) }, sources);
}

interface Cancelled {
  readonly lines: readonly string[];
  readonly digest: string;
}

/** Batch 1 is cancelled after so many steps, told by `tell`. */
async function cancelledAfter(
  steps: number,
  { plan, judge }: { readonly plan: WorldPlan; readonly judge: Judge },
  tell: (world: World) => void,
): Promise<Cancelled> {
  const lines: string[] = [];
  using world = createWorld({ plan, judge, check: true, onRecord: (line) => lines.push(line) });
  while (world.steps < steps) {
    const advance = world.step();
    if (advance.kind === 'waiting') world.provide(await advance.verdicts);
  }
  tell(world);
  await runAsync(world);
  return { lines, digest: world.digest() };
}

/** Steps of this world before each call that gets through. */
function callsOf(plan: WorldPlan): readonly number[] {
  const calls: number[] = [];
  using world = createWorld({
    plan,
    judge: quick,
    onRecord: (_, { n, facts = [] }) => {
      if (facts.some(({ fact }) => fact === 'call.answered')) calls.push(n - 1);
    },
  });
  run(world);
  return calls;
}

/** Of the fifth call, where a cancellation comes between its question and its answer. */
const STEP_OF_FIFTH = (callsOf(twoBatches())[4] ?? 0) + 2;

test.each([
  [],
  ['provider-500#2+3'],
  ['provider-503:0.5', 'provider-429#1'],
  [`provider-500,at_step=${STEP_OF_FIFTH}`],
])(
  'a cancellation while verdicts are awaited comes when one before the question does (%s)',
  async (...faults) => {
    const plan = twoBatches(...faults);
    const calls = callsOf(plan);
    expect(calls.length).toBeGreaterThan(3);
    for (const steps of calls) {
      const told = await cancelledAfter(steps, { plan, judge: quick }, (world) => world.cancel('1'));
      const asked = await cancelledAfter(steps, { plan, judge }, (world) => {
        world.step();
        world.cancel('1');
      });
      expect(asked).toEqual(told);
    }
  },
);

test('a look at what is next changes nothing that a cancellation does', async () => {
  const plan = twoBatches();
  for (let steps = 1; steps < 60; steps += 6) {
    const told = await cancelledAfter(steps, { plan, judge: quick }, (world) => world.cancel('1'));
    const looked = await cancelledAfter(steps, { plan, judge: quick }, (world) => {
      world.next();
      world.cancel('1');
    });
    expect(looked).toEqual(told);
  }
});
