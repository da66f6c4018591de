/** A flag that holds a number with decimals, undefined where it was not given. */
import { UserError } from '../cj/errors.js';
import { decimalNumber } from '../input/decimal-number.js';
import type { Arguments } from './arguments.js';

export type DecimalLimits =
  /** Must be greater than this. */
  { readonly above: number; readonly most?: number } | { readonly least: number; readonly most: number };

export function decimalFlag(args: Arguments, name: string, limits: DecimalLimits): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const value = decimalNumber(text);
  if (value !== null && isWithin(value, limits)) return value;
  throw new UserError({
    code: 'bad_flag',
    message: `--${name} must be a number ${limitWords(limits)}, not ${text}.`,
  });
}

function isWithin(value: number, limits: DecimalLimits): boolean {
  const isEnough = 'least' in limits ? value >= limits.least : value > limits.above;
  return isEnough && value <= (limits.most ?? Number.POSITIVE_INFINITY);
}

function limitWords(limits: DecimalLimits): string {
  if ('least' in limits) return `from ${limits.least} to ${limits.most}`;
  const { above, most } = limits;
  return most === undefined ? `above ${above}` : `above ${above} and at most ${most}`;
}
