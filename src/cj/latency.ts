/** How long something took, as a distribution says it. */
import { HOUR_MS } from './durations.js';

/** A year: what lies beyond is no latency of a service. */
export const MOST_LATENCY_MS = 365 * 24 * HOUR_MS;

/** Whole milliseconds from 0 to a year, of what was drawn. */
export function latencyOf(drawnMs: number): number {
  return Math.min(MOST_LATENCY_MS, Math.max(0, Math.round(drawnMs)));
}
