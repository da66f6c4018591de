/** Numbers and intervals as the texts of the lab write them. */
import { fixed } from '../../report/words-of.js';
import type { Interval } from '../statistics/interval.js';

/** Smaller ones are taken for rounding. */
const LEAST_TOLD = 1e-6;

/** Three or four figures, and no more than three decimals; of a number that is lost in these, its first figure. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '–';
  const size = Math.abs(value);
  if (size < 0.0005 && size >= LEAST_TOLD) return String(Number(value.toPrecision(1)));
  return fixed(value, decimalsOf(value));
}

/** Estimate and interval, with decimals enough to tell the two ends apart; a value without any spread stands alone. */
export function intervalText(found: Interval | undefined | null): string {
  if (found === undefined || found === null) return '–';
  const { estimate, low, high, n } = found;
  const width = high - low;
  if (Math.abs(width) < 1e-9) return Number.isInteger(estimate) ? String(estimate) : digits(estimate);
  if (n < 2) return `${digits(estimate)} (one run)`;
  const least = firstDecimal(width / 2);
  const told = (value: number): string =>
    Number.isFinite(value) ? fixed(value, Math.max(decimalsOf(value), least)) : digits(value);
  return `${told(estimate)} [${told(low)}, ${told(high)}]`;
}

function decimalsOf(value: number): number {
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
}

/** Where the first figure of a number stands behind the point: 2 of .05; 0 or less of one from 1. */
function firstDecimal(value: number): number {
  return Math.ceil(-Math.log10(value));
}

export function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
