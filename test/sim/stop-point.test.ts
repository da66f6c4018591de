/** Where a run stops, as flags write it. */
import { expect, test } from 'vitest';
import type { VirtualTime } from '../../src/cj/words.js';
import { parseBreak } from '../../src/sim/parse-break.js';
import { parseUntil } from '../../src/sim/parse-until.js';
import type { WorldPlan } from '../../src/sim/scenario/world-plan.js';
import { stateNames } from '../../src/sim/state-names.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';

const PLAN = {
  clockStartMs: 0 as VirtualTime,
  horizonMs: 1000,
  batches: [{ label: '21' }] as unknown as WorldPlan['batches'],
  consumers: { count: 2, keyedByBatch: false },
};

test('every state of every machine may be stopped at, by its own name and within the one around it', () => {
  expect(stateNames()).toEqual(
    expect.arrayContaining([
      'projecting',
      'preparing',
      'fetchingContent',
      'preparing.fetchingContent',
      'told',
    ]),
  );
  expect(stateNames().map((name) => typeof parseUntil(name, PLAN))).not.toContain('undefined');
  expect(typeof parseUntil('batch/21=continuing', PLAN).isAfter).toBe('function');
});

test.each([
  ['projectin', /^No actor has a state projectin; did you mean projecting\?$/],
  ['batch/21=nonsense', /^batch\/21 has no state nonsense\.$/],
  ['content_service=continuing', /^content_service has no state continuing/],
  ['300h', /^300h lies after the horizon/],
  [
    'batch/9=continuing',
    /^This world has no actor batch\/9; did you mean batch\/21\?$|^This world has no actor batch\/9\.$/,
  ],
  ['90x', /is neither a step, a time nor a state/],
])('%s is refused', (text, says) => {
  expect(() => parseUntil(text, PLAN)).toThrow(says);
});

test.each([
  [
    'decision=FINALIZE_SCORNG',
    /^No record has the decision FINALIZE_SCORNG; did you mean FINALIZE_SCORING\?$/,
  ],
  ['iteration=3,mode=coverag', /^No record has the mode coverag; did you mean coverage\?$/],
  ['batch=77', /^No record has the batch 77\.$/],
  ['iteration=abc', /^No record has the iteration abc\.$/],
  ['type=batch.cancelled', /^No record has the type batch\.cancelled/],
  ['fact=fit.doen', /^No record has the fact fit\.doen; did you mean fit\.done\?$/],
  ['actor=consumer/3', /^No record has the actor consumer\/3/],
  ['state=waitng', /^No record has the state waitng; did you mean waiting\?$/],
  ['fault=drop-callbacks', /^No record has the fault drop-callbacks; did you mean drop-callback\?$/],
])('a break at %s, which no record ever has, is refused', (text, says) => {
  expect(() => parseBreak(text, PLAN)).toThrow(says);
});

test('a break at an inner state takes its own name', () => {
  const record = { after: 'preparing.fetchingContent' } as TraceRecord;
  expect(parseBreak('state=fetchingContent', PLAN).isAfter(record)).toBe(true);
  expect(parseBreak('state=preparing.fetchingContent', PLAN).isAfter(record)).toBe(true);
});
