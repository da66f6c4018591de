/** A flag that holds a number with decimals, undefined where it was not given. */
import { UserError } from '../cj/errors.js';
import type { Arguments } from './arguments.js';

export interface DecimalLimits {
  /** Must be greater than this. */
  readonly above: number;
  readonly most?: number;
}

export function decimalFlag(
  args: Arguments,
  name: string,
  { above, most }: DecimalLimits,
): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value > above && value <= (most ?? Number.POSITIVE_INFINITY)) return value;
  const limits = most === undefined ? `above ${above}` : `above ${above} and at most ${most}`;
  throw new UserError({ code: 'bad_flag', message: `--${name} must be a number ${limits}, not ${text}.` });
}
