import { expect, test } from 'vitest';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { pendingReasons } from '../../src/sim/pending.js';
import { planned } from './planned.js';

test('a world says of each batch that has not ended what it waits for', () => {
  using world = createWorld({ plan: planned('four-essays') });
  const seen: (string | undefined)[] = [];
  do {
    const [reason] = world.pending();
    if (reason !== seen.at(-1)) seen.push(reason);
  } while (world.step().kind !== 'idle');
  expect(seen.slice(0, 9)).toEqual([
    'batch 1 waits for its request, due at 00:00:00',
    'batch 1 waits for 4 texts, next due at 00:00:00',
    'batch 1 waits for 3 texts, next due at 00:00:00',
    'batch 1 waits for 2 texts, next due at 00:00:00',
    'batch 1 waits for 1 text, due at 00:00:00',
    'batch 1 waits for its step prepare-batch, due at 00:00:00',
    'batch 1 waits for its step submit-first-wave, due at 00:00:00',
    'batch 1 waits for 1 model call, due at 00:00:00',
    'batch 1 waits for 2 callbacks, next due at 00:00:01',
  ]);
  expect(world.pending()).toEqual([]);
});

test('of many batches each is named, and one that nothing comes to says so', () => {
  using world = createWorld({ plan: planned('seed-world') });
  for (let k = 0; k < 54; k++) world.step();
  expect(world.pending()).toEqual([
    'batch 5 waits for nothing that is under way',
    'batch 6 waits for its request, due at 00:10:00',
    'batch 9 waits for its request, due at 00:20:00',
    'batch 19 waits for its request, due at 01:31:20',
    'batch 21 waits for its request, due at 01:54:06',
  ]);
  expect(run(world)).toBe('stopped');
});

test('a batch may wait for more callbacks than a call has room for arguments', () => {
  const plan = planned('four-essays');
  const entry = { type: 'comparison.answered', kind: 'message', batch: '1', background: false } as const;
  const entries = Array.from({ length: 200_000 }, (_, k) => ({ ...entry, at: plan.clockStartMs + 5000 + k }));
  expect(pendingReasons({ plan, entries, hasEnded: () => false })).toEqual([
    'batch 1 waits for 200000 callbacks, next due at 00:00:05',
  ]);
});
