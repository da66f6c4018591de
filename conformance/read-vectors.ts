/** A file of vectors, looked at before it is run: what is wrong with it, or with one of its cases, is said in a sentence. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { VectorCase, VectorFile } from './family.js';

const group = z.record(z.string(), z.unknown());
const fileSchema = z.object({
  family: z.string(),
  tolerance: z.record(z.string(), z.number().nonnegative()).optional(),
  input_defaults: group.optional(),
  setting_defaults: group.optional(),
  cases: z.array(z.unknown()).min(1, 'must hold a case'),
});
const caseSchema = z
  .object({
    name: z.string(),
    input: group,
    expected: group.refine((found) => Object.keys(found).length > 0, 'must name a value').optional(),
    error: z.string().optional(),
  })
  .refine((found) => 'expected' in found !== 'error' in found, 'a case has either expected or error');

export interface ReadVectors {
  readonly file: VectorFile;
  /** Cases that are none, by name or number, with what is wrong. */
  readonly broken: readonly { readonly name: string; readonly problem: string }[];
}

/** A text where the file is none of vectors. */
export function readVectors(path: string): ReadVectors | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const whole = fileSchema.safeParse(parsed);
  if (!whole.success) return problemOf(whole.error);
  const looked = whole.data.cases.map((value, k) => ({ value, k, found: caseSchema.safeParse(value) }));
  const cases = looked.flatMap(({ value, found }) => (found.success ? [value as VectorCase] : []));
  const broken = looked.flatMap(({ value, k, found }) =>
    found.success ? [] : [{ name: nameOf(value, k), problem: problemOf(found.error) }],
  );
  return { file: { ...(parsed as VectorFile), cases }, broken };
}

function problemOf({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.join('.') ?? '';
  return `${place === '' ? '' : `${place}: `}${issue?.message ?? 'not readable'}`;
}

function nameOf(value: unknown, k: number): string {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
  return typeof name === 'string' ? name : `case ${k + 1}`;
}
