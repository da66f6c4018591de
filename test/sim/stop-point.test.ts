/** Where a run stops, as flags write it. */
import { expect, test } from 'vitest';
import { stateNames } from '../../src/sim/state-names.js';
import { parseUntil } from '../../src/sim/stop-point.js';

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
