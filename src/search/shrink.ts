/**
 * Makes a failing scenario smaller while the same rule fails: fewer batches, essays, anchors, faults and
 * settings, smaller numbers. Greedy, in rounds, until nothing more can go or the tries are used up.
 */
import { type CaseOptions, runCase } from './run-case.js';

type Value = Readonly<Record<string, unknown>>;

export interface Shrunk {
  readonly scenario: Value;
  readonly sizeBefore: number;
  readonly sizeAfter: number;
  readonly tries: number;
}

const MOST_TRIES = 400;

export function shrink(scenario: Value, rule: string, options: CaseOptions): Shrunk {
  let best = scenario;
  let tries = 0;
  const stillFails = (candidate: Value): boolean => {
    tries++;
    return runCase(0, candidate, options).found?.rule === rule;
  };
  for (let isSmaller = true; isSmaller && tries < MOST_TRIES; ) {
    isSmaller = false;
    for (const candidate of smallerOnes(best)) {
      if (tries >= MOST_TRIES) break;
      if (sizeOf(candidate) >= sizeOf(best) || !stillFails(candidate)) continue;
      best = candidate;
      isSmaller = true;
      break;
    }
  }
  return { scenario: best, sizeBefore: sizeOf(scenario), sizeAfter: sizeOf(best), tries };
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}

/** Every scenario that lacks one part of this one, the greatest parts first. */
function* smallerOnes(scenario: Value): Generator<Value> {
  yield* without(scenario, []);
}

/** Leaves out a half or one of a list, a key of a group, and halves numbers. */
function* without(root: Value, path: readonly (string | number)[]): Generator<Value> {
  const here = at(root, path);
  if (Array.isArray(here)) {
    const half = here.length >> 1;
    if (half > 0) {
      yield put(root, path, here.slice(0, half));
      yield put(root, path, here.slice(half));
    }
    for (const place of here.keys()) yield put(root, path, here.toSpliced(place, 1));
    for (const place of here.keys()) yield* without(root, [...path, place]);
  } else if (typeof here === 'object' && here !== null) {
    for (const key of Object.keys(here)) {
      const { [key]: _, ...rest } = here as Record<string, unknown>;
      if (path.length > 0 || !['name', 'seed', 'batches'].includes(key)) yield put(root, path, rest);
    }
    for (const key of Object.keys(here)) yield* without(root, [...path, key]);
  } else if (typeof here === 'number' && Math.abs(here) > 9) {
    yield put(root, path, Math.trunc(here / 2));
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
