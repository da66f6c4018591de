/** The arms of a design: which keys each sets to which values. */
import { createDraw } from '../../sim/randomness.js';
import type { Experiment } from './experiment-schema.js';
import { latinHypercube, valueAt } from './latin-hypercube.js';

export interface Arm {
  /** Unique in the experiment: its given name, or what is varied: `key=value`, or the value where that is a word. */
  readonly name: string;
  /** Values of the factors by key; the columns of the table. */
  readonly set: Readonly<Record<string, unknown>>;
}

export function designArms({ design, name, labels }: Experiment): readonly Arm[] {
  const named = (set: Arm['set']): Arm => ({ name: armName(set, labels), set });
  if (design.kind === 'list') return design.arms;
  if (design.kind === 'grid') return combinations(Object.entries(design.factors)).map(named);
  return hypercubePoints(design, name).map((set, k) => ({
    name: `#${k + 1} ${armName(rounded(set), labels)}`,
    set,
  }));
}

function armName(set: Arm['set'], labels: Readonly<Record<string, string>>): string {
  const words = Object.entries(set).map(([key, value]) => {
    const label = labels[key];
    if (typeof value === 'string') return value;
    const text = JSON.stringify(value);
    return label === undefined ? `${key.split('.').at(-1)}=${text}` : `${label} ${text}`;
  });
  return words.join(', ') || 'all';
}

/** For the names of points, which need not say all figures: their numbers tell them apart. */
function rounded(set: Arm['set']): Arm['set'] {
  return Object.fromEntries(
    Object.entries(set).map(([key, value]) => [
      key,
      typeof value === 'number' ? Number(value.toPrecision(3)) : value,
    ]),
  );
}

function combinations(factors: readonly (readonly [string, readonly unknown[]])[]): readonly Arm['set'][] {
  return factors.reduce<readonly Arm['set'][]>(
    (rows, [key, levels]) => rows.flatMap((row) => levels.map((level) => ({ ...row, [key]: level }))),
    [{}],
  );
}

/** The same experiment always has the same points. */
function hypercubePoints(
  { points, factors }: Extract<Experiment['design'], { readonly kind: 'latin_hypercube' }>,
  name: string,
): readonly Arm['set'][] {
  const ranges = Object.entries(factors);
  const shares = latinHypercube(Object.keys(factors), points, createDraw(name));
  return shares.map((point) =>
    Object.fromEntries(ranges.map(([key, range], k) => [key, valueAt(range, point[k] ?? 0)])),
  );
}
