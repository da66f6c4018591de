/** A value that a person wrote, as its schema makes it, or the error for the first wrong key. */
import type * as z from 'zod';
import type { KeyPath, Locate } from './key-path.js';
import { refusal } from './refusal.js';
import { schemaFault } from './schema-fault.js';

export interface InputPlace {
  readonly locate: Locate;
  /** What the value is called where no key of it is named: `the scenario`. */
  readonly whole?: string;
  /** The keys that lead to the value. */
  readonly around?: KeyPath;
}

export function checkedInput<Output>(
  schema: z.ZodType<Output>,
  value: unknown,
  { locate, whole, around = [] }: InputPlace,
): Output {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw refusal(locate, whole)(schemaFault(result.error.issues, around));
}
