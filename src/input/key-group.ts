/** A strict group of keys whose error for an unknown key says which one was meant, or which there are. */
import * as z from 'zod';
import { didYouMean } from './nearest-name.js';

/** `noun` is what the keys are called in the error: `a key of a batch`, `a setting`. */
export function keyGroup<Shape extends z.ZodRawShape>(
  shape: Shape,
  noun: string,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? unknownKey(String(issue.keys[0]), known, noun) : undefined,
  });
}

/** What is said of the key, and on a second line what is there instead. */
function unknownKey(written: string, known: readonly string[], noun: string): string {
  return `is not ${noun}${didYouMean(written, known)}\nUse one of ${known.join(', ')}.`;
}
