/** Where two records of a trace, or two of any documents, first differ: the paths and both values. */
import { byCodePoint } from '../../cj/code-point-order.js';
import { objectOrNull } from '../../cj/stored-value.js';

export interface Difference {
  /** Where it is, as in `decision.max_score_change`. */
  readonly path: string;
  /** Value of the first one, if it has one there. */
  readonly a: unknown;
  /** Value of the second one, if it has one there. */
  readonly b: unknown;
}

export function differencesOf(a: unknown, b: unknown, path = ''): readonly Difference[] {
  if (Object.is(a, b)) return [];
  const [left, right] = [fieldsOf(a), fieldsOf(b)];
  if (left === null || right === null) return [{ path, a, b }];
  const names = [...new Set([...left.keys(), ...right.keys()])].sort(byCodePoint);
  return names.flatMap((name) =>
    differencesOf(left.get(name), right.get(name), path === '' ? name : `${path}.${name}`),
  );
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (Array.isArray(value)) return new Map(value.map((item: unknown, index) => [String(index), item]));
  const object = objectOrNull(value);
  return object === null ? null : new Map(Object.entries(object));
}
