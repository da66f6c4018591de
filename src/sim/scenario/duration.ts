/** Spans of virtual time as a scenario writes them: `30s`, `5m`, `1h30m`, `7d`, or a number of milliseconds. */
import * as z from 'zod';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export type Duration = number | string;

export const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/** Ten years: what lies beyond is a slip of the pen. */
const LONGEST_MS = 3650 * 86_400_000;

const SAYS =
  'must be a duration such as 30s, 5m, 1h30m or 7d (at most 3650d), or a whole number of milliseconds';

export const durationSchema: z.ZodType<Duration, Duration> = z
  .union(
    [
      z.int(SAYS).min(0, SAYS).max(LONGEST_MS, SAYS),
      z
        .string(SAYS)
        .regex(DURATION, SAYS)
        .refine((text) => durationMs(text) <= LONGEST_MS, SAYS),
    ],
    SAYS,
  )
  .meta({ id: 'duration', description: 'Milliseconds, or numbers with units: 500ms, 30s, 5m, 1h30m, 7d' });

/** Whole milliseconds. The text must match `DURATION`. */
export function durationMs(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  let total = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return Math.round(total);
}
