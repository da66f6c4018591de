/** Where a run stops, as flags write it. */
import { expect, test } from 'vitest';
import { stateNames } from '../../src/sim/state-names.js';
import { parseBreak, parseUntil } from '../../src/sim/stop-point.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';

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
  expect(stateNames().map((name) => typeof parseUntil(name, 0))).not.toContain('undefined');
  expect(typeof parseUntil('batch/21=continuing', 0).isAfter).toBe('function');
});

test.each([
  ['projectin', /^No actor has a state projectin; did you mean projecting\?$/],
  ['batch/21=nonsense', /^No actor has a state nonsense\.$/],
  ['90x', /is neither a step, a time nor a state/],
])('%s is refused', (text, says) => {
  expect(() => parseUntil(text, 0)).toThrow(says);
});

test.each([
  [
    'decision=FINALIZE_SCORNG',
    /^No record has the decision FINALIZE_SCORNG; did you mean FINALIZE_SCORING\?$/,
  ],
  ['iteration=3,mode=coverag', /^No record has the mode coverag; did you mean coverage\?$/],
  ['state=waitng', /^No record has the state waitng; did you mean waiting\?$/],
  ['fault=drop-callbacks', /^No record has the fault drop-callbacks; did you mean drop-callback\?$/],
])('a break at %s, which no record ever has, is refused', (text, says) => {
  expect(() => parseBreak(text)).toThrow(says);
});

test('a break at an inner state takes its own name', () => {
  const record = { after: 'preparing.fetchingContent' } as TraceRecord;
  expect(parseBreak('state=fetchingContent').isAfter(record)).toBe(true);
  expect(parseBreak('state=preparing.fetchingContent').isAfter(record)).toBe(true);
});
