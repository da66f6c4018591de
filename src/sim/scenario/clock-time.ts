/** Moments of virtual time as a scenario writes them: ISO 8601 in UTC, `2025-11-16T02:54:06Z`. */
import { timestamp, virtualTime } from '../../store/timestamp.js';

export const CLOCK_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?Z$/;

/** Milliseconds since the Unix epoch, or null for a text that is no moment (a 30th of February too). */
export function clockTimeMs(text: string): number | null {
  const match = CLOCK_TIME.exec(text);
  if (match === null) return null;
  const full = `${match[1]}.${(match[2] ?? '').padEnd(3, '0')}Z`;
  const time = virtualTime(full);
  return isWithinYears(time) && timestamp(time) === full ? time : null;
}

/** From year 1 to 9998, so that a run of years still has a timestamp. */
function isWithinYears(timeMs: number): boolean {
  return timeMs > -62_135_596_800_000 && timeMs < 253_370_764_800_000;
}
