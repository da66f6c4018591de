/**
 * The value of a draw in a world in which nothing out of the way happens: median times, no fault, no error, the
 * first consumer, the first of two orders. What a failure needs is told against this world.
 */
import { partsOfKey } from './decision.js';

/** Greater than every rate below 1, so that what strikes by chance does not strike. */
const NEVER = 1 - 2 ** -53;
const MEDIAN = 0.5;
const FIRST = 0;

const BY_PURPOSE: Readonly<Record<string, number>> = {
  latency: MEDIAN,
  'back-off': MEDIAN,
  consumer: FIRST,
  orientation: FIRST,
};

/** By the last part of a judge's key. */
const OF_THE_JUDGE: Readonly<Record<string, number>> = {
  error: NEVER,
  'error-burst': NEVER,
  lapse: NEVER,
  'fresh-impression': NEVER,
  'error-code': FIRST,
};

export function neutralNumber(key: string): number {
  const { purpose, rest } = partsOfKey(key);
  if (purpose.startsWith('judge')) return OF_THE_JUDGE[String(rest.at(-1))] ?? MEDIAN;
  if (purpose === 'fault') return rest[2] === 'as' ? FIRST : NEVER;
  return BY_PURPOSE[purpose] ?? MEDIAN;
}
