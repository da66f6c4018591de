import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PolicyName } from '../../src/cj/policy.js';
import { caseWorld } from '../../src/search/case-world.js';
import { allDecisions } from '../../src/search/coverage/all-decisions.js';
import { allTransitions } from '../../src/search/coverage/all-transitions.js';
import { eventOf } from '../../src/search/coverage/event-of.js';
import { whyUnreachable } from '../../src/search/coverage/unreachable.js';
import { planCase } from '../../src/search/plan-case.js';
import { PROBES } from '../../src/search/probes.js';
import { randomScenario } from '../../src/search/random-scenario.js';
import { runCase } from '../../src/search/run-case.js';
import { ACTOR_KINDS } from '../../src/sim/actor-kinds.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';

const POLICIES: readonly PolicyName[] = [
  'current',
  'service-2026-02',
  'service-2025-11-27',
  'service-2025-11-16',
];

describe('the event that a record tells', () => {
  const heard: string[] = [];
  const originals = [...ACTOR_KINDS.values()].map(({ pure }) => ({ pure, next: pure.next }));
  beforeAll(() => {
    for (const { pure, next } of originals) {
      Object.assign(pure, {
        next: (snapshot: never, event: { readonly type: string }) => {
          heard.push(event.type);
          return next(snapshot, event);
        },
      });
    }
  });
  afterAll(() => {
    for (const { pure, next } of originals) Object.assign(pure, { next });
  });

  test.each(POLICIES)('is the one that the machine heard, in 40 worlds of %s', (policy) => {
    for (let number = 1; number <= 40; number++) {
      const scenario = randomScenario(number);
      if (runCase(number, scenario, { policy, defects: [] }).outcome === 'refused') continue;
      heard.length = 0;
      const told: string[] = [];
      const onRecord = (record: TraceRecord) => {
        const event = heard.splice(0);
        // A restart rebuilds actors from events of its own.
        if (record.type !== 'actor.restart') told.push(`${event.at(-1)} ${eventOf(record)}`);
      };
      const { world, stopChecking } = caseWorld(planCase(scenario, { policy, defects: [] }), {
        ownDatabase: true,
        onRecord,
      });
      stopChecking();
      while (world.steps < 400 && world.step().kind === 'advanced');
      world.close();
      expect(told.filter((both) => both.split(' ')[0] !== both.split(' ')[1])).toEqual([]);
    }
  });
});

const DEAF = /^batch |^outbox_relay (publishing|waiting) outbox\.ready$/;

describe('coverage', () => {
  test.each(POLICIES)('nothing that cannot be reached is reached in 60 worlds of %s', (policy) => {
    const reached = new Set<string>();
    for (let number = 1; number <= 60; number++) {
      const met = runCase(number, randomScenario(number), { policy, defects: [] }, { goesOn: true });
      for (const what of [...met.probes, ...met.transitions, ...met.decisions]) reached.add(what);
    }
    expect([...reached].filter((what) => whyUnreachable(what, policy) !== null)).toEqual([]);
  });

  test('every transition that a world makes is one that its machine names, or an event that changes nothing', () => {
    const named = new Set(allTransitions());
    const ignored = new Set<string>();
    for (let number = 1; number <= 150; number++) {
      const { transitions } = runCase(number, randomScenario(number), { policy: 'current', defects: [] });
      for (const transition of transitions) if (!named.has(transition)) ignored.add(transition);
    }
    // Messages that come at any time find some states deaf.
    expect([...ignored].filter((transition) => !DEAF.test(transition))).toEqual([]);
  });

  test('has at least 40 probes, all with different names', () => {
    expect(PROBES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(PROBES.map(({ name }) => name)).size).toBe(PROBES.length);
    expect(allDecisions()).toHaveLength(42);
  });
});
