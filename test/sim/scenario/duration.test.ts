import { describe, expect, test } from 'vitest';
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
