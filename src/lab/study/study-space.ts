/** What a study may vary, and points in it as numbers between 0 and 1, so that steps mean the same in every direction. */
import { UserError } from '../../cj/errors.js';
import { objectOrNull } from '../../cj/stored-value.js';
import { type FactorRange, valueAt } from '../sweep/latin-hypercube.js';
import { refuseUnvariedKey } from '../sweep/varied-key.js';

/** By key of a scenario: a range of numbers, or a list of values. */
export type StudySpace = Readonly<Record<string, FactorRange | readonly unknown[]>>;

/** A key of a scenario each, with its value: as in an arm of an experiment. */
export type StudyPoint = Readonly<Record<string, unknown>>;

/** The point at `units`, a number in [0, 1) a key, in the order of the keys. */
export function pointAt(space: StudySpace, units: readonly number[]): StudyPoint {
  return Object.fromEntries(
    Object.entries(space).map(([key, range], k) => {
      const unit = Math.min(1, Math.max(0, units[k] ?? 0));
      if (isList(range)) return [key, range[Math.min(range.length - 1, Math.floor(unit * range.length))]];
      return [key, valueAt(range, unit)];
    }),
  );
}

/** Whether it has a value of each key of the space, and no other. */
export function isPointOf(space: StudySpace, point: StudyPoint): boolean {
  const keys = Object.keys(space);
  if (Object.keys(point).length !== keys.length) return false;
  return Object.entries(space).every(([key, range]) => {
    const value = point[key];
    if (isList(range)) return range.some((listed) => JSON.stringify(listed) === JSON.stringify(value));
    if (typeof value !== 'number' || (range.whole === true && !Number.isInteger(value))) return false;
    return value >= range.from && value <= range.to;
  });
}

export function checkedSpace(space: StudySpace): StudySpace {
  for (const key of Object.keys(space)) refuseUnvariedKey(key, `space: ${key}`);
  const bad = Object.entries(space).find(([, range]) =>
    isList(range) ? range.length === 0 : !isRange(range),
  );
  if (bad === undefined && Object.keys(space).length > 0) return space;
  throw new UserError({
    code: 'empty_space',
    message:
      bad === undefined ? 'The space of the study has no key.' : `The space has nothing for ${bad[0]}.`,
    fix: 'Give each key a list of values, or { from, to } with from below to; with whole, a whole number between them.',
    where: 'space',
  });
}

/** A program without types may give anything. */
function isRange(range: unknown): boolean {
  const { from, to, whole = false } = objectOrNull(range) ?? {};
  if (!Number.isFinite(from) || !Number.isFinite(to) || typeof whole !== 'boolean') return false;
  const [least, most] = [Number(from), Number(to)];
  return least < most && (!whole || Math.ceil(least) <= Math.floor(most));
}

function isList(range: FactorRange | readonly unknown[]): range is readonly unknown[] {
  return Array.isArray(range);
}
