import { describe, expect, test } from 'vitest';
import { clockTimeMs } from '../../../src/sim/scenario/clock-time.js';

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
