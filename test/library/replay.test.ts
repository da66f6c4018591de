import { expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { shippedNames } from '../../src/files/package-data.js';
import { createWorld } from '../../src/library/create-world.js';
import { replay } from '../../src/library/replay.js';
import { run } from '../../src/library/run.js';
import { diffRuns } from '../../src/report/diff/diff-runs.js';
import { diffText } from '../../src/report/diff/diff-text.js';
import { readStoredWorld } from '../../src/report/stored-world.js';
import { PLAIN } from '../../src/report/style.js';
import { traceChrome } from '../../src/report/trace-chrome.js';
import { traceMermaid } from '../../src/report/trace-mermaid.js';
import { planCase } from '../../src/search/plan-case.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import type { WorldPlan } from '../../src/sim/scenario/world-plan.js';
import type { World } from '../../src/sim/world.js';
import { planned } from '../sim/planned.js';

function traced(name: string, seed = '1') {
  const world = createWorld({ plan: planned(name, [], { seed }) });
  world.seal(run(world));
  return world;
}

test('a trace replays record by record, faults and all', async () => {
  using world = traced('rough-night');
  const lines = world.store.journal.traceAfter(0);
  expect(await replay({ plan: world.plan, lines })).toEqual({
    kind: 'same',
    steps: lines.length,
    digest: world.digest(),
    traceDigest: world.traceDigest(),
  });
});

test('a batch that was cancelled from outside replays', async () => {
  using world = createWorld({ plan: planned('lower5') });
  for (let k = 0; k < 20; k++) world.step();
  world.cancel('1');
  world.seal(run(world));
  const lines = world.store.journal.traceAfter(0);
  expect(await replay({ plan: world.plan, lines })).toMatchObject({ kind: 'same' });
});

test('batches that were cancelled again and again at one moment replay, in the order in which they were told', async () => {
  using world = createWorld({ plan: planned('four-essays', [], { batchCount: 3 }) });
  for (let k = 0; k < 30; k++) world.step();
  for (const label of ['3', '1', '1', '2', '3']) world.cancel(label);
  world.seal(run(world));
  const lines = world.store.journal.traceAfter(0);
  expect(await replay({ plan: world.plan, lines })).toMatchObject({ kind: 'same' });
  expect(() => world.cancel('9')).toThrow('There is no batch 9 in this world');
  expect(() => world.cancel(1 as unknown as string)).toThrow(
    'cancel() takes the label of a batch, in a text',
  );
});

test('a batch that its plan cancels in a state replays', async () => {
  const plan = planned('lower5');
  const batches = plan.batches.map((batch) => ({ ...batch, cancelIn: 'waitingCallbacks' as const }));
  using world = createWorld({ plan: { ...plan, batches } });
  world.seal(run(world));
  const lines = world.store.journal.traceAfter(0);
  expect(lines.some((line) => line.includes('"type":"batch.cancel"'))).toBe(true);
  expect(await replay({ plan: world.plan, lines })).toMatchObject({ kind: 'same' });
});

/** As a database or a trace gives it back: the plan has been JSON. */
function storedRun({ store: { journal } }: World) {
  return { plan: JSON.parse(journal.header()?.header ?? '') as WorldPlan, lines: journal.traceAfter(0) };
}

test.each(shippedNames('scenarios'))('%s replays from what is stored of it', async (name) => {
  using world = traced(name);
  expect(await replay(storedRun(world))).toMatchObject({ kind: 'same', digest: world.digest() });
});

test('worlds of a search replay, whatever their faults, cancellations and restarts', async () => {
  const held = { worlds: 0, fault: 0, cancelled: 0, restarted: 0 };
  for (let number = 5_000_001; number <= 5_000_030; number++) {
    const plan = acceptedPlan(number);
    if (plan === null) continue;
    using world = createWorld({ plan });
    while (world.steps < 2000 && world.step().kind === 'advanced');
    world.seal('stopped');
    const stored = storedRun(world);
    expect(await replay(stored)).toMatchObject({ kind: 'same', steps: world.steps });
    const has = (part: string) => Number(stored.lines.some((line) => line.includes(part)));
    held.worlds++;
    held.fault += has('"fault":');
    held.cancelled += has('"type":"batch.cancel"');
    held.restarted += has('"type":"actor.restart"');
  }
  // The cases are others with each change of the scenarios: the worlds must still hold what the test speaks of.
  expect(held.worlds).toBeGreaterThan(20);
  expect(Math.min(held.fault, held.cancelled, held.restarted)).toBeGreaterThan(0);
});

/** null for a scenario that is refused at the boundary. */
function acceptedPlan(number: number): WorldPlan | null {
  try {
    return planCase(randomScenario(number), { policy: 'current', defects: [] });
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

test('a changed record is found', async () => {
  using world = traced('lower5');
  const lines = [...world.store.journal.traceAfter(0)];
  lines[9] = (lines[9] ?? '').replace('"at":', '"at":1');
  expect(await replay({ plan: world.plan, lines })).toMatchObject({ kind: 'differs', step: 10 });
});

test('two runs are compared: plan, first step, outcome', () => {
  using a = traced('lower5');
  using b = traced('lower5', '2');
  const same = diffRuns(readStoredWorld(a.store), readStoredWorld(a.store));
  expect(diffText(same, PLAIN)).toBe('The two runs are the same, record by record.\n');
  const diff = diffRuns(readStoredWorld(a.store), readStoredWorld(b.store));
  expect(diff.plans).toEqual([{ path: 'seed', a: '1', b: '2' }]);
  expect(diff.first?.step).toBeGreaterThan(0);
  expect(diffText(diff, PLAIN)).toContain('They part at step');
});

test('the trace is a sequence diagram, and slices and marks for Perfetto', () => {
  using world = traced('lower5');
  const { records, plan } = readStoredWorld(world.store);
  const diagram = traceMermaid(records(), records(), { clockStartMs: plan.clockStartMs, most: 20 });
  expect(diagram.split('\n')[0]).toBe('sequenceDiagram');
  expect(diagram).toContain('  runner_1->>batch_1: assessment.requested');
  expect(diagram).toContain('more steps');
  const { traceEvents } = JSON.parse(traceChrome(records(), plan.clockStartMs)) as {
    readonly traceEvents: readonly { readonly ph: string; readonly ts: number; readonly dur?: number }[];
  };
  expect(traceEvents.filter(({ ph }) => ph === 'i')).toHaveLength(records().length);
  expect(traceEvents.every(({ ts, dur = 0 }) => ts >= 0 && dur >= 0)).toBe(true);
});
