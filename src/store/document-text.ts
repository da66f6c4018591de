/**
 * A document as the JSON text that is stored: the keys of its schema in the schema's order, at every
 * depth, and every double so that it reads back bit for bit. `JSON.stringify` writes −0 as 0 and NaN as
 * null; here the first is kept and the second is a bug.
 */
import { z } from 'zod';
import { BugError } from '../cj/errors.js';

/** Keys of an object schema in its order. */
export type KeyOrder = readonly OrderedKey[];

interface OrderedKey {
  readonly key: string;
  /** `"key":`, as JSON writes it. */
  readonly prefix: string;
  /** The order of the object under it, if that has a schema. */
  readonly nested: KeyOrder | null;
}

export function keyOrder(schema: z.ZodObject): KeyOrder {
  return Object.entries(schema.shape).map(([key, value]) => ({
    key,
    prefix: `${JSON.stringify(key)}:`,
    nested: nestedOrder(value),
  }));
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
  let members = '';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${documentText(member)}`;
  }
  return `{${members}}`;
}

function orderedText(value: object, order: KeyOrder): string {
  let members = '';
  forEachMember(value, order, ({ prefix }, text) => {
    members += (members === '' ? '' : ',') + prefix + text;
  });
  return `{${members}}`;
}

/** Tells of the present members of an object and their JSON text, in the order of its schema. */
export function forEachMember(
  value: object,
  order: KeyOrder,
  tell: (key: OrderedKey, text: string) => void,
): void {
  const members = value as Readonly<Record<string, unknown>>;
  let unknown = countPresent(members);
  for (const ordered of order) {
    const member = members[ordered.key];
    if (member === undefined) continue;
    unknown--;
    tell(ordered, documentText(member, ordered.nested));
  }
  if (unknown === 0) return;
  const key = Object.keys(members).find((name) => order.every((known) => known.key !== name));
  throw new BugError('A document has a key that its schema does not know', { key });
}

function countPresent(members: Readonly<Record<string, unknown>>): number {
  let present = 0;
  for (const key of Object.keys(members)) if (members[key] !== undefined) present++;
  return present;
}
