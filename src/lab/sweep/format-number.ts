/** Numbers and intervals as the texts of the lab write them. */
import { fixed } from '../../report/words-of.js';
import type { Interval } from '../statistics/interval.js';

/** Three or four figures, and no more than three decimals. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '–';
  const size = Math.abs(value);
  return fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** Estimate and interval; a value without any spread stands alone. */
export function intervalText(found: Interval | undefined | null): string {
  if (found === undefined || found === null) return '–';
  if (Math.abs(found.high - found.low) < 1e-9) {
    return Number.isInteger(found.estimate) ? String(found.estimate) : digits(found.estimate);
  }
  if (found.n < 2) return `${digits(found.estimate)} (one run)`;
  return `${digits(found.estimate)} [${digits(found.low)}, ${digits(found.high)}]`;
}

export function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
