/** Transitions through the reused scope equal those of XState itself, for every machine, state and event. */
import { describe, expect, test } from 'vitest';
import {
  type AnyStateNode,
  type EventObject,
  getInitialSnapshot,
  initialTransition,
  transition,
} from 'xstate';
import { FRESH_MEMORY } from '../../src/cj/provider-slots.js';
import { ACTOR_KINDS } from '../../src/sim/actor-kinds.js';

const INPUT = { firstSweepMs: 1, intervalMs: 1, awaitsCompletion: true, completionTimeoutMs: 1 };

/** Fields that the events of all machines may carry. */
const FIELDS = {
  ...FRESH_MEMORY,
  essays: [],
  texts: ['text'],
  request: {},
  contentTimeoutMs: 5,
  storage_id: 'text',
  iteration: 1,
  forced: false,
  stabilityPassed: true,
  status: 'COMPLETE_STABLE',
  failure: { reason: 'none', details: {} },
  carried: { any: 1 },
};

describe.each([...ACTOR_KINDS])('%s', (_name, { machine, pure }) => {
  test('goes where XState goes, and does what it does', () => {
    const types = eventTypes(machine.root);
    const seen = new Map<string, ReturnType<typeof pure.initial>['snapshot']>();
    const first = pure.initial(INPUT).snapshot;
    expect(plain(first)).toEqual(plain(getInitialSnapshot(machine, INPUT)));
    expect(pure.initial(INPUT).actions.map(({ type }) => type)).toEqual(
      initialTransition(machine, INPUT)[1].map(({ type }) => type),
    );
    const open = [first];
    for (let snapshot = open.pop(); snapshot !== undefined; snapshot = open.pop()) {
      const key = JSON.stringify(plain(snapshot));
      if (seen.has(key)) continue;
      seen.set(key, snapshot);
      for (const type of types) {
        const event: EventObject = { ...FIELDS, type };
        const [official, actions] = transition(machine, snapshot, event);
        const own = pure.next(snapshot, event);
        expect(plain(own.snapshot)).toEqual(plain(official));
        expect(own.actions).toEqual(actions.map(({ type: action, params }) => ({ type: action, params })));
        if (seen.size < 60) open.push(own.snapshot);
      }
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});

/** Of all transitions; `machine.events` leaves out those that do nothing. */
function eventTypes({ transitions, states }: AnyStateNode): readonly string[] {
  const nested = Object.values(states).flatMap((state) => [...eventTypes(state)]);
  return [...new Set([...transitions.keys(), ...nested])].filter((type) => !type.includes('*'));
}

function plain({
  value,
  context,
  status,
}: {
  readonly value: unknown;
  readonly context: unknown;
  readonly status: string;
}) {
  return { value, context, status };
}
