/** A figure of a fit as text: a dash for what is not there, `unknown` for what has no limit. */
import { fixed } from '../../report/words-of.js';

export function figure(value: number | null | undefined, places: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  return Number.isFinite(value) ? fixed(value, places) : 'unknown';
}
