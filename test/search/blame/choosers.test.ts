import { expect, test } from 'vitest';
import { forbidding, keepingOrders, noting } from '../../../src/search/blame/choosers.js';
import { firstEntered } from '../../../src/sim/chooser.js';
import type { QueueEntry } from '../../../src/sim/queue-entry.js';

const ready = ['a', 'b', 'c'].map((id) => ({ id }) as QueueEntry);
const last = (entries: readonly QueueEntry[]) => entries.length - 1;

test('an order that is kept makes the others wait while the first is there', () => {
  const choose = keepingOrders([{ kind: 'order', first: 'c', before: ['a'] }], firstEntered);
  expect(choose(ready)).toBe(1);
  expect(choose(ready.filter(({ id }) => id !== 'b'))).toBe(1);
  expect(choose(ready.filter(({ id }) => id !== 'c'))).toBe(0);
});

test('orders that contradict each other hold nobody up', () => {
  const round = [
    { kind: 'order', first: 'a', before: ['b'] },
    { kind: 'order', first: 'b', before: ['a'] },
  ] as const;
  expect(keepingOrders(round, firstEntered)(ready.slice(0, 2))).toBe(0);
});

test('an order that is forbidden changes the choice only while one of the others is there', () => {
  const choose = forbidding({ kind: 'order', first: 'c', before: ['a'] }, last);
  expect(choose(ready)).toBe(1);
  expect(choose(ready.slice(1))).toBe(1);
});

test('a choice is noted when its entry runs, and not when its actor is busy', () => {
  const { choose, ran, noted } = noting(last);
  choose(ready);
  choose(ready.slice(0, 2));
  ran('b');
  choose(ready);
  ran('a');
  expect(noted).toEqual([{ first: 'b', earlier: ['a'], later: [] }]);
});
