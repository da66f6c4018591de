import { describe, expect, test } from 'vitest';
import { clockTimeMs } from '../../../src/sim/scenario/clock-time.js';
import { durationMs, durationSchema } from '../../../src/sim/scenario/duration.js';

describe('durations', () => {
  test.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1h54m6s', 6_846_000],
    ['7d', 604_800_000],
    ['1.5s', 1500],
    ['250ms', 250],
    [1234, 1234],
    [0, 0],
  ])('%j is %i ms', (written, ms) => {
    expect(durationSchema.safeParse(written).success).toBe(true);
    expect(durationMs(written)).toBe(ms);
  });

  test.each([
    '',
    '5',
    '5 m',
    '-5m',
    'm',
    '1y',
    '3651d',
    '9'.repeat(400).concat('s'),
    -1,
    1.5,
    Number.NaN,
    null,
  ])('%j is none', (written) => {
    expect(durationSchema.safeParse(written).success).toBe(false);
  });
});

describe('moments', () => {
  test.each([
    '1970-01-01T00:00:00Z',
    '2025-11-16T02:54:06Z',
    '2024-02-29T23:59:59.9Z',
    '1969-12-31T23:59:59.999Z',
    '0001-01-02T00:00:00Z',
  ])('%s is read like the platform reads it', (text) => {
    expect(clockTimeMs(text)).toBe(Date.parse(text));
  });

  test.each([
    '2025-02-29T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:00:60Z',
    '2025-01-01',
    '2025-01-01T00:00:00+01:00',
    '9999-12-31T00:00:00Z',
    '0000-01-01T00:00:00Z',
  ])('%s is none', (text) => {
    expect(clockTimeMs(text)).toBe(null);
  });
});
