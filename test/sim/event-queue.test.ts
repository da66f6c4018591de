import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chooser, schedulerNamed } from '../../src/sim/chooser.js';
import { EventQueue } from '../../src/sim/event-queue.js';
import type { QueueEntry } from '../../src/sim/queue-entry.js';
import { createDraw } from '../../src/sim/randomness.js';

function following(choose: Chooser): EventQueue {
  const queue = new EventQueue();
  queue.follow(choose);
  return queue;
}

function entry(sequence: number, at: number, over: Partial<QueueEntry> = {}): QueueEntry {
  return {
    id: `message|${sequence}`,
    at,
    sequence,
    to: 'consumer/1',
    type: 'comparison.answered',
    payload: {},
    causedBy: null,
    root: '',
    depth: 0,
    kind: 'message',
    batch: null,
    background: false,
    ...over,
  };
}

/** The same chooser, which now has to be shown everything that is ready. */
function unranked(choose: Chooser): Chooser {
  return (ready) => choose(ready);
}

type Operation =
  | { readonly kind: 'add'; readonly to: number; readonly inMs: number; readonly isCommand: boolean }
  | { readonly kind: 'take' }
  | { readonly kind: 'remove'; readonly sequence: number }
  | { readonly kind: 'release'; readonly actor: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    to: fc.nat(2),
    inMs: fc.nat(3),
    isCommand: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('take' as const) }),
  fc.record({ kind: fc.constant('remove' as const), sequence: fc.nat(30) }),
  fc.record({ kind: fc.constant('release' as const), actor: fc.nat(2) }),
);

/** Actors are busy from the message that they take until they are released. */
function taken(choose: Chooser, operations: readonly Operation[]): readonly (string | undefined)[] {
  const queue = following(choose);
  const busy = new Set<string>();
  const order: (string | undefined)[] = [];
  let now = 0;
  for (const [sequence, done] of operations.entries()) {
    if (done.kind === 'add') {
      const kind = done.isCommand ? 'command' : 'message';
      queue.add(entry(sequence, now + done.inMs, { to: `consumer/${done.to}`, kind }));
    } else if (done.kind === 'remove') queue.remove(`message|${done.sequence}`);
    else if (done.kind === 'release') {
      busy.delete(`consumer/${done.actor}`);
      queue.release(`consumer/${done.actor}`);
    } else {
      const next = queue.next((actor) => busy.has(actor));
      order.push(next?.id);
      if (next === undefined) continue;
      now = Math.max(now, next.at);
      queue.take(next);
      if (next.kind === 'message') busy.add(next.to);
    }
  }
  return order;
}

test.each(['keyed', 'fifo'])('%s: a heap of ranks chooses as a look at everything that is ready', (name) => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
      const choose = schedulerNamed(name, createDraw('queue')).choose;
      expect(taken(choose, operations)).toEqual(taken(unranked(choose), operations));
    }),
  );
});

test('what is due earlier comes first, and of what is due together the least rank', () => {
  const queue = following(schedulerNamed('fifo', createDraw('queue')).choose);
  for (const [sequence, at] of [5, 3, 3, 9].entries()) queue.add(entry(sequence, at));
  const order: number[] = [];
  for (let next = queue.next(() => false); next !== undefined; next = queue.next(() => false)) {
    order.push(next.sequence);
    queue.take(next);
  }
  expect(order).toEqual([1, 2, 0, 3]);
  expect([...queue.entries()]).toEqual([]);
});

test('another chooser takes over what is ready, and what is held for a busy actor stays held', () => {
  const queue = following(unranked(schedulerNamed('fifo', createDraw('queue')).choose));
  for (const sequence of [0, 1, 2, 3]) queue.add(entry(sequence, 5, { to: `consumer/${sequence % 2}` }));
  const isBusy = (actor: string): boolean => actor === 'consumer/0';
  expect(queue.next(isBusy)?.sequence).toBe(1);
  queue.follow(unranked((ready) => ready.length - 1));
  expect(queue.next(isBusy)?.sequence).toBe(3);
  queue.release('consumer/0');
  expect(queue.next(() => false)?.sequence).toBe(3);
});

test('what waits for a busy actor is offered one at a time, however much it is', () => {
  const waiting = 5_000;
  let ranked = 0;
  const rank = ({ sequence }: QueueEntry): number => {
    ranked++;
    return sequence;
  };
  const queue = following(Object.assign(() => 0, { rank }));
  for (let sequence = 0; sequence < waiting; sequence++) queue.add(entry(sequence, 5));
  let isBusy = false;
  for (let done = 0; done < waiting; done++) {
    const next = queue.next(() => isBusy);
    expect(next?.sequence).toBe(done);
    if (next) queue.take(next);
    isBusy = true;
    if (done < waiting - 1) expect(queue.next(() => isBusy)).toBeUndefined();
    isBusy = false;
    queue.release('consumer/1');
  }
  // Each is sorted in and out a few times; put back all at each call's end, they would be ranked 10⁸ times.
  expect(ranked).toBeLessThan(waiting * 400);
});

test('what a look at the next entry has gone on to is not before what comes in earlier', () => {
  const queue = following(schedulerNamed('fifo', createDraw('look')).choose);
  const isFree = (): boolean => false;
  queue.startAt(10);
  queue.add(entry(1, 20, { to: 'consumer/1' }));
  expect(queue.next(isFree)?.sequence).toBe(1);
  queue.goBackTo(10);
  queue.add(entry(2, 10, { to: 'consumer/2' }));
  expect(queue.next(isFree)?.sequence).toBe(2);
});

test('a message that a look has held back for a busy actor is not before its time either', () => {
  const queue = following(schedulerNamed('fifo', createDraw('look')).choose);
  const isBusy = (actor: string): boolean => actor === 'consumer/1';
  queue.startAt(10);
  queue.add(entry(1, 20));
  queue.add(entry(2, 30, { to: 'consumer/2' }));
  expect(queue.next(isBusy)?.sequence).toBe(2);
  queue.goBackTo(10);
  queue.release('consumer/1');
  queue.add(entry(3, 15, { to: 'consumer/2' }));
  expect(queue.next(() => false)?.sequence).toBe(3);
});
