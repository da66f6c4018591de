/**
 * Numbers, spans of time and moments of a scenario, and those below them: what a case is made smaller by once nothing
 * more can be left out. A number is smaller the nearer it is to 0, a span the shorter it is, and a fault the later it begins.
 */
import { DURATION, durationMs } from '../sim/scenario/duration.js';

/** Of all values, in their own units: equal scenarios but for one value differ by that value alone. */
export function amountOf(value: unknown, key?: string): number {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce((sum, [name, inner]) => sum + amountOf(inner, name), 0);
  }
  if (key === 'seed') return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (!isSpan(value)) return 0;
  return key === 'from' ? -durationMs(value) : durationMs(value);
}

/** The farthest first. */
export function* smallerValues(value: unknown, key: string | number | undefined): Generator<number | string> {
  if (key === 'seed') return;
  if (typeof value === 'number') yield* smallerNumbers(value);
  else if (isSpan(value)) yield* key === 'from' ? laterMoments(value) : shorterSpans(value);
}

function* smallerNumbers(value: number): Generator<number> {
  if (Math.abs(value) > 9) yield Math.trunc(value / 10);
  if (Math.abs(value) > 1) yield Math.trunc(value / 2);
  if (Number.isInteger(value) && value > 2) yield value - 1;
}

function* shorterSpans(span: string): Generator<string> {
  const [amount, unit] = partsOf(span);
  for (const less of smallerNumbers(amount)) if (less > 0) yield `${less}${unit}`;
}

function* laterMoments(moment: string): Generator<string> {
  const [amount, unit] = partsOf(moment);
  if (amount > 0) yield `${amount * 2}${unit}`;
  yield `${amount + 1}${unit}`;
}

function isSpan(value: unknown): value is string {
  return typeof value === 'string' && DURATION.test(value);
}

/** The first amount with its unit: `1h30m` is an hour and something. */
function partsOf(span: string): readonly [amount: number, unit: string] {
  const [, amount = '', unit = ''] = /^(\d+)(?:\.\d+)?([a-z]+)/.exec(span) ?? [];
  return [Number(amount), unit];
}
