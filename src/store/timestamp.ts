/**
 * Stored times: ISO 8601 in UTC with milliseconds, of virtual time. As texts of one width they sort like
 * the times themselves. Written without `Date`, which the core does not use.
 */
import { BugError } from '../cj/errors.js';
import type { VirtualTime } from '../cj/words.js';

declare const iso: unique symbol;
/** `2025-11-16T02:54:06.000Z` */
export type Timestamp = string & { readonly [iso]: true };

const DAY_MS = 86_400_000;

/** Years 0000 to 9999; a BugError for parts of a millisecond, which would be sorted wrongly. */
export function timestamp(time: VirtualTime): Timestamp {
  if (!Number.isInteger(time)) throw new BugError('A time is no whole number of milliseconds', { time });
  const day = Math.floor(time / DAY_MS);
  const ms = time - day * DAY_MS;
  const clock = `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}`;
  return `${date(day)}T${clock}.${digits(ms % 1000, 3)}Z` as Timestamp;
}

/** The time that a stored text stands for; a BugError for anything that `timestamp` did not write. */
export function virtualTime(text: string): VirtualTime {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/.exec(text);
  if (!match) throw new BugError('A stored time is not a timestamp', { text });
  const [year, month, day, hour, minute, second, ms] = match.slice(1).map(Number) as FieldsOfTime;
  return (((daysFromCivil(year, month, day) * 24 + hour) * 60 + minute) * 60_000 +
    second * 1000 +
    ms) as VirtualTime;
}

type FieldsOfTime = [number, number, number, number, number, number, number];

/** Neighbouring steps fall on the same day nearly always. */
let lastDay = Number.NaN;
let lastDate = '';

function date(day: number): string {
  if (day !== lastDay) {
    lastDate = civilFromDays(day);
    lastDay = day;
  }
  return lastDate;
}

/** Day number since 1970-01-01 to a Gregorian date (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function civilFromDays(day: number): string {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9999)) throw new BugError('A time is outside the years 0000 to 9999', { day });
  return `${digits(year, 4)}-${two(month)}-${two(dayOfMonth)}`;
}

/** The inverse of `civilFromDays`, same source. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function digits(value: number, width: number): string {
  return `${value}`.padStart(width, '0');
}
