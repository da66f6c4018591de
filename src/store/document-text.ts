/**
 * A document as the JSON text that is stored: the keys of its schema in the schema's order, at every
 * depth, and every double so that it reads back bit for bit. `JSON.stringify` writes −0 as 0 and NaN as
 * null; here the first is kept and the second is a bug.
 */
import * as z from 'zod';
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

/**
 * JSON text of a value; with an order, an unknown key is a BugError and the keys follow the order. A Map from texts
 * stands for the object of its entries.
 */
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
  let text = '';
  for (const [key, member] of value instanceof Map ? value : Object.entries(value)) {
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${documentText(member)}`;
  }
  return `{${text}}`;
}

function orderedText(value: object, order: KeyOrder): string {
  const members = value as Members;
  let written = 0;
  let text = '';
  for (const { key, prefix, nested } of order) {
    const member = members[key];
    if (member === undefined) continue;
    written++;
    text += (text === '' ? '' : ',') + prefix + documentText(member, nested);
  }
  refuseUnknown(members, order, written);
  return `{${text}}`;
}

/** The present members of an object in the order of its schema: their keys, and their JSON texts. */
export function orderedMembers(
  value: object,
  order: KeyOrder,
): { readonly keys: readonly string[]; readonly texts: readonly string[] } {
  const members = value as Members;
  const keys: string[] = [];
  const texts: string[] = [];
  for (const { key, nested } of order) {
    const member = members[key];
    if (member === undefined) continue;
    keys.push(key);
    texts.push(documentText(member, nested));
  }
  refuseUnknown(members, order, keys.length);
  return { keys, texts };
}

type Members = Readonly<Record<string, unknown>>;

/** A BugError for a key outside the order, of which `written` keys are there; one that is undefined does not count. */
function refuseUnknown(members: Members, order: KeyOrder, written: number): void {
  const keys = Object.keys(members);
  if (keys.length === written) return;
  const key = keys.find((name) => members[name] !== undefined && order.every((known) => known.key !== name));
  if (key === undefined) return;
  throw new BugError('A document has a key that its schema does not know', { key });
}
