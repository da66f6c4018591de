/** What faults have put into the queue for later, and a fork without them takes back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  createWorld,
  forkedPlan,
  forkWorld,
  replay,
  resumeWorld,
  run,
  type TraceRecord,
} from '../../src/index.js';
import { planned } from './planned.js';

const folder = mkdtempSync(join(tmpdir(), 'cjsim-fork-queue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function recordedUnder(faults: readonly string[]) {
  using world = createWorld({ plan: planned('four-essays', faults) });
  world.seal(run(world));
  return { plan: world.plan, lines: world.store.journal.traceAfter(0) };
}

const read = (line: string) => JSON.parse(line) as TraceRecord;
const happened = (lines: readonly string[]) =>
  lines.map(read).map(({ at, actor, messageId }) => [at, actor, messageId]);

function stepBefore({ plan, lines }: ReturnType<typeof recordedUnder>, sinceStartMs: number): number {
  return lines.findLastIndex((line) => read(line).at - plan.clockStartMs < sinceStartMs) + 1;
}

test.each([
  ['pause', 'pause,actor=consumer,from=4s,to=60s'],
  ['flush-idempotency-keys', 'flush-idempotency-keys@6s,by=5s'],
])('a %s that a fork ends before its time has left nothing behind: %s', async (name, fault) => {
  const own = recordedUnder([fault]);
  const at = stepBefore(own, 4000);
  expect(own.lines.slice(0, at).some((line) => line.includes(`"fault":["${name}: `))).toBe(true);
  const forked = forkedPlan({ ...own, at, set: { faults: [] } });
  using world = await forkWorld({ plan: forked, lines: own.lines.slice(0, at) });
  world.seal(run(world));
  expect(happened(world.store.journal.traceAfter(0))).toEqual(happened(recordedUnder([]).lines));
});

test('what waits for a paused actor goes on at once where a fork ends the pause, in a resumed world, too', async () => {
  const own = recordedUnder(['pause,actor=consumer,from=4s,to=60s']);
  const at = stepBefore(own, 59_000);
  const lines = own.lines.slice(0, at);
  const paused = { fault: 'pause', actor: 'llm_provider', from: '5s', to: '70s' };
  for (const faults of [[], [paused]]) {
    const database = join(folder, `${faults.length}.db`);
    const forked = forkedPlan({ ...own, at, set: { faults } });
    using world = await forkWorld({ plan: forked, lines });
    const { digest } = world.seal(run(world));
    const after = world.store.journal.traceAfter(at).map(read);
    expect(after.find(({ actor }) => actor.startsWith('consumer/'))?.at).toBe(read(lines.at(-1) ?? '').at);
    expect(await replay({ plan: world.plan, lines: world.store.journal.traceAfter(0) })).toMatchObject({
      kind: 'same',
    });
    (await forkWorld({ plan: forked, lines, database })).close();
    using resumed = resumeWorld({ database });
    expect(resumed.seal(run(resumed)).digest).toBe(digest);
  }
});
