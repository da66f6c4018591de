/**
 * Makes a failing scenario smaller while it fails in the same way: the same oracle and rule, in the same state of the
 * batch. It leaves out batches, essays, anchors, faults, settings and every other key, the greatest parts first, and lowers
 * numbers and times, until nothing more can go or the bounds are reached. The bounds are tries and steps, not
 * seconds, so that the result is the same everywhere.
 */
import { caseNumberOf } from './case-number.js';
import { type Found, signatureOf } from './found.js';
import type { CaseOptions } from './plan-case.js';
import { runCase } from './run-case.js';
import { amountOf, smallerValues } from './smaller-values.js';

type Value = Readonly<Record<string, unknown>>;

export interface Shrunk {
  readonly scenario: Value;
  /** Characters of the scenario as JSON. */
  readonly sizeBefore: number;
  readonly sizeAfter: number;
  readonly tries: number;
  /** Nothing more can be left out; false: the bounds came first. */
  readonly isMinimal: boolean;
}

export interface ShrinkBounds {
  readonly mostTries?: number;
  readonly mostSteps?: number;
}

export function shrink(
  scenario: Value,
  found: Found,
  options: CaseOptions,
  { mostTries = 1500, mostSteps = 300_000 }: ShrinkBounds = {},
): Shrunk {
  const signature = signatureOf(found);
  const tried = new Set<string>();
  let best = scenario;
  let steps = 0;
  const stillFails = (candidate: Value): boolean => {
    const result = runCase(caseNumberOf(candidate), candidate, options);
    steps += result.steps;
    return result.found !== null && signatureOf(result.found) === signature;
  };
  let candidates = [...smallerOnes(best)];
  let place = 0;
  let isChanged = false;
  while (tried.size < mostTries && steps < mostSteps) {
    const candidate = candidates[place];
    if (candidate === undefined) {
      if (!isChanged) break;
      [place, isChanged] = [0, false];
      continue;
    }
    place++;
    const text = JSON.stringify(candidate);
    if (!isSmaller(candidate, best) || tried.has(text)) continue;
    tried.add(text);
    if (!stillFails(candidate)) continue;
    best = candidate;
    isChanged = true;
    candidates = [...smallerOnes(best)];
    // What stood before this place has been tried, or will be in the next round.
    place--;
  }
  return {
    scenario: best,
    sizeBefore: sizeOf(scenario),
    sizeAfter: sizeOf(best),
    tries: tried.size,
    isMinimal: candidates[place] === undefined && !isChanged,
  };
}

/** Shorter, or as long and of smaller values. */
function isSmaller(a: Value, b: Value): boolean {
  const more = sizeOf(a) - sizeOf(b);
  return more < 0 || (more === 0 && amountOf(a) < amountOf(b));
}

/** Characters of its JSON. */
export function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}

/**
 * Every scenario that lacks a half or one of a list, or a key of a group, or has a lower value, within the part at
 * `path`: the greatest parts first.
 */
function* smallerOnes(root: Value, path: readonly (string | number)[] = []): Generator<Value> {
  const here = at(root, path);
  if (Array.isArray(here)) {
    const half = here.length >> 1;
    if (half > 0) {
      yield put(root, path, here.slice(0, half));
      yield put(root, path, here.slice(half));
    }
    for (const place of here.keys()) yield put(root, path, here.toSpliced(place, 1));
    for (const place of here.keys()) yield* smallerOnes(root, [...path, place]);
  } else if (typeof here === 'object' && here !== null) {
    for (const key of Object.keys(here)) {
      const { [key]: _, ...rest } = here as Record<string, unknown>;
      if (path.length > 0 || !['name', 'seed', 'batches'].includes(key)) yield put(root, path, rest);
    }
    for (const key of Object.keys(here)) yield* smallerOnes(root, [...path, key]);
  } else {
    for (const value of smallerValues(here, path.at(-1))) yield put(root, path, value);
  }
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

function put(root: Value, path: readonly (string | number)[], value: unknown): Value {
  const [key, ...rest] = path;
  if (key === undefined) return value as Value;
  const inner = (root as Record<string | number, unknown>)[key] as Value;
  const changed = rest.length === 0 ? value : put(inner, rest, value);
  if (Array.isArray(root)) return root.toSpliced(key as number, 1, changed) as unknown as Value;
  return { ...root, [key]: changed };
}
