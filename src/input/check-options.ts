/** What a program without types gives a call of the library: a UserError names the option that is wrong. */
import * as z from 'zod';
import { checkedInput } from './checked-input.js';
import { keyGroup } from './key-group.js';
import { keyText } from './key-path.js';
import { type NumberLimits, WORKERS } from './number-limits.js';

/** `call`: how the function is called, `advise()`. An option that is left out or undefined is the default. */
export function checkOptions(call: string, shape: z.ZodRawShape, options: unknown): void {
  const whole = `the options of ${call}`;
  checkedInput(keyGroup(shape, `an option of ${call}`), options, {
    locate: (path) => `${call}: ${keyText(path, 'options')}`,
    whole,
  });
}

export function wholeNumber({ least, most = Number.MAX_SAFE_INTEGER }: NumberLimits) {
  return z.int().min(least).max(most);
}

/** Left out: one a core. */
export const workersOption = wholeNumber(WORKERS).optional();
