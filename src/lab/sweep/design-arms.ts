/** The arms of a design: which keys each sets to which values. */
import { createDraw } from '../../sim/randomness.js';
import type { Experiment } from './experiment-schema.js';

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
  return latinHypercube(design, name).map((set, k) => ({
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

function combinations(
  factors: readonly (readonly [string, readonly unknown[]])[],
): readonly Readonly<Record<string, unknown>>[] {
  return factors.reduce<readonly Readonly<Record<string, unknown>>[]>(
    (rows, [key, levels]) => rows.flatMap((row) => levels.map((level) => ({ ...row, [key]: level }))),
    [{}],
  );
}

/** Every whole number of the range takes an equal part of the shares, the two at its ends too. */
function wholeAt(from: number, to: number, share: number): number {
  const [least, most] = [Math.ceil(from), Math.floor(to)];
  return Math.min(most, Math.floor(least + (most - least + 1) * share));
}

/**
 * One point in each of `points` equal slices of every range, the slices of different factors joined by chance
 * (McKay, Beckman & Conover, Technometrics 21, 1979). The same experiment always has the same points.
 */
function latinHypercube(
  { points, factors }: Extract<Experiment['design'], { readonly kind: 'latin_hypercube' }>,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const draw = createDraw(name);
  const columns = Object.entries(factors).map(([key, { from, to, whole }]) => {
    const order = Array.from({ length: points }, (_, k) => ({ k, u: draw('slice', key, k) }))
      .sort((a, b) => a.u - b.u)
      .map(({ k }) => k);
    const shares = order.map((slice, k) => (slice + draw('within', key, k)) / points);
    return {
      key,
      values: shares.map((share) => (whole ? wholeAt(from, to, share) : from + (to - from) * share)),
    };
  });
  return Array.from({ length: points }, (_, k) =>
    Object.fromEntries(columns.map(({ key, values }) => [key, values[k]])),
  );
}
