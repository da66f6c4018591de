import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BugError } from '../../src/cj/errors.js';
import type { VirtualTime } from '../../src/cj/words.js';
import { timestamp, virtualTime } from '../../src/store/timestamp.js';

const times = fc
  .integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })
  .map((ms) => ms as VirtualTime);

test('a time is written as ISO 8601 with milliseconds', () => {
  expect(timestamp(1_763_261_646_000 as VirtualTime)).toBe('2025-11-16T02:54:06.000Z');
});

test('every time of the years 0000 to 9999 is written as the platform writes it, and read back', () => {
  fc.assert(
    fc.property(times, (time) => {
      expect(timestamp(time)).toBe(new Date(time).toISOString());
      expect(virtualTime(timestamp(time))).toBe(time);
    }),
    { numRuns: 2000 },
  );
});

test('stored times sort like the times', () => {
  fc.assert(
    fc.property(times, times, (a, b) => {
      expect(timestamp(a) < timestamp(b)).toBe(a < b);
    }),
  );
});

test('a time outside those years and a text that is no time are bugs', () => {
  expect(() => timestamp(253_402_300_800_000 as VirtualTime)).toThrow(BugError);
  expect(() => virtualTime('yesterday')).toThrow(BugError);
});
