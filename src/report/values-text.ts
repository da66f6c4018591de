/** The values that show a broken promise, as lines for a person. */
import { objectOrNull } from '../cj/stored-value.js';
import { type Difference, differencesOf } from './diff/record-difference.js';
import { wrapped } from './words-of.js';

type Values = Readonly<Record<string, unknown>>;

/** Longest value that is shown whole, in characters. */
const MOST_CHARACTERS = 600;
/** Two objects with so many keys in common are two sights of one thing, and only what differs tells. */
const COMMON_KEYS = 3;

/** One or more lines a value, none wider than `width` where it has blanks to break at. */
export function valuesLines(values: Values, width: number): readonly string[] {
  const pair = pairIn(values);
  return Object.entries(values).flatMap(([name, value]) => {
    if (pair === null || (name !== pair.one && name !== pair.other)) return shown(name, value, width);
    return name === pair.one ? [] : pairLines(pair, width);
  });
}

interface Pair {
  readonly one: string;
  readonly other: string;
  readonly common: number;
  readonly differences: readonly Difference[];
}

/** `expected` and `decision`: the only two objects, mostly of the same keys, with other values in some of these. */
function pairIn(values: Values): Pair | null {
  const objects = Object.entries(values).flatMap(([name, value]) => {
    const object = objectOrNull(value);
    return object === null ? [] : [{ name, object }];
  });
  const [one, other, third] = objects;
  if (one === undefined || other === undefined || third !== undefined) return null;
  const common = Object.keys(one.object).filter((key) => key in other.object);
  const of = (object: Values) => Object.fromEntries(common.map((key) => [key, object[key]]));
  const differences = differencesOf(of(one.object), of(other.object));
  if (common.length < COMMON_KEYS || differences.length === 0) return null;
  return { one: one.name, other: other.name, common: common.length, differences };
}

function pairLines({ one, other, common, differences }: Pair, width: number): readonly string[] {
  return [
    ...wrapped(`${one} and ${other}, where they differ (of ${common} values):`, width, 2).split('\n'),
    ...differences.flatMap(({ path, a, b }) =>
      shown(path, `${text(a)}, ${text(b)}`, width - 2).map((line) => `  ${line}`),
    ),
  ];
}

function shown(name: string, value: unknown, width: number): readonly string[] {
  const whole = text(value);
  const left = whole.length - MOST_CHARACTERS;
  const cut = left > 0 ? `${whole.slice(0, MOST_CHARACTERS)}… (${left} characters more)` : whole;
  return wrapped(`${name}: ${cut}`, width, 2).split('\n');
}

/** JSON with blanks, so that it can be broken. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return (JSON.stringify(value, null, 1) ?? 'nothing').replaceAll(/\n */g, ' ');
}
