/**
 * A document as the JSON text that is stored: the keys of its schema in the schema's order, at every
 * depth, and every double so that it reads back bit for bit. `JSON.stringify` writes −0 as 0 and NaN as
 * null; here the first is kept and the second is a bug.
 */
import * as z from 'zod';
import { BugError } from '../cj/errors.js';

/** Keys of an object schema in order, each with the order of the object under it, if that has a schema. */
export type KeyOrder = ReadonlyMap<string, KeyOrder | null>;

export function keyOrder(schema: z.ZodObject): KeyOrder {
  return new Map(Object.entries(schema.shape).map(([key, value]) => [key, nestedOrder(value)]));
}

function nestedOrder(schema: unknown): KeyOrder | null {
  if (schema instanceof z.ZodObject) return keyOrder(schema);
  if (
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable
  ) {
    return nestedOrder(schema.unwrap());
  }
  return null;
}

/** JSON text of a value; with an order, an unknown key is a BugError and the keys follow the order. */
export function documentText(value: unknown, order: KeyOrder | null = null): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map((item) => documentText(item)).join(',')}]`;
      return order === null ? objectText(value) : orderedText(value, order);
    default:
      throw new BugError(`A document cannot hold a value of type ${typeof value}`);
  }
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new BugError('JSON has no such number', { value: String(value) });
  return Object.is(value, -0) ? '-0.0' : `${value}`;
}

function objectText(value: object): string {
  const members: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${documentText(member)}`);
  }
  return `{${members.join(',')}}`;
}

function orderedText(value: object, order: KeyOrder): string {
  return `{${orderedMembers(value, order)
    .map(([key, text]) => `"${key}":${text}`)
    .join(',')}}`;
}

/** The present members of an object as [key, JSON text], in the order of its schema. */
export function orderedMembers(
  value: object,
  order: KeyOrder,
): readonly (readonly [key: string, text: string])[] {
  const present = new Map<string, unknown>(Object.entries(value));
  const members: (readonly [string, string])[] = [];
  for (const [key, nested] of order) {
    const member = present.get(key);
    present.delete(key);
    if (member !== undefined) members.push([key, documentText(member, nested)]);
  }
  for (const [key, member] of present) {
    if (member !== undefined)
      throw new BugError('A document has a key that its schema does not know', { key });
  }
  return members;
}
