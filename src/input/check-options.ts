/** What a program without types gives a call of the library: a UserError names the option that is wrong. */
import * as z from 'zod';
import { checkedInput } from './checked-input.js';
import { keyGroup } from './key-group.js';
import { keyText, type Locate } from './key-path.js';
import { type NumberLimits, WORKERS } from './number-limits.js';

/** `call`: how the function is called, `advise()`. An option that is left out or undefined is the default. */
export function checkOptions(call: string, shape: z.ZodRawShape, options: unknown): void {
  optionsCheck(call, shape)(options);
}

/** The same for a call that is made by the thousand: its schema is built once. */
export function optionsCheck(call: string, shape: z.ZodRawShape): (options: unknown) => void {
  const schema = keyGroup(shape, `an option of ${call}`);
  const whole = `the argument of ${call}`;
  const locate: Locate = (path) => `${call}: ${keyText(path, 'options')}`;
  return (options) => {
    checkedInput(schema, options, { locate, whole });
  };
}

/** Any function: what it takes and gives shows when it is called. */
export const functionSchema = z.custom((value) => typeof value === 'function', 'must be a function');

export const functionOption = functionSchema.optional();

/** Of any realm. */
export const signalOption = z
  .custom((value) => {
    const { aborted, addEventListener } = (value ?? {}) as Readonly<Record<string, unknown>>;
    return typeof aborted === 'boolean' && typeof addEventListener === 'function';
  }, 'must be the signal of an AbortController')
  .optional();

export function wholeNumber({ least, most = Number.MAX_SAFE_INTEGER }: NumberLimits) {
  return z.int().min(least).max(most);
}

/** Left out: one a core. */
export const workersOption = wholeNumber(WORKERS).optional();
