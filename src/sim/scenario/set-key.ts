/**
 * One key of a scenario replaced before it is checked, as flags do it. How `--set KEY=VALUE` is read is in
 * src/files/parse-set.ts.
 */
import { UserError } from '../../cj/errors.js';
import { objectOrNull } from '../../cj/stored-value.js';
import { type KeyPath, keyText, type Locate } from '../../input/key-path.js';
import { didYouMean } from '../../input/nearest-name.js';
import { scenarioSchema } from './scenario-schema.js';
import { SETTING_NAMES } from './setting-overrides-schema.js';

export interface KeyChange {
  readonly path: KeyPath;
  readonly value: unknown;
  /** The value is a list, and goes behind what is there. */
  readonly adds?: true;
  /** What the user wrote, for errors: `--set seed=7`. */
  readonly where: string;
  /** Where relative paths in the value start; without it where those of the scenario do. */
  readonly folder?: string;
}

const TOP_KEYS = Object.keys(scenarioSchema.shape);

/** The value with the change made; nothing of the given value is touched. */
export function setKey(value: unknown, change: KeyChange): unknown {
  return replaced(value, change, 0);
}

/**
 * Keys that changes replaced stand where the change was written, and groups within which one did both there and
 * where `locate` says; the others where `locate` says.
 */
export function locateWithChanges(changes: readonly KeyChange[], locate: Locate): Locate {
  return (path) => {
    const change = changes.findLast(({ path: set }) => leadsTo(set, path));
    if (change !== undefined) return change.where;
    const within = changes.findLast(({ path: set }) => path.length > 0 && leadsTo(path, set));
    return within === undefined ? locate(path) : `${within.where} (${locate(path)})`;
  };
}

/** Where the relative path at a key starts: with the change that wrote it, or else from `folder`. */
export function foldersWithChanges(changes: readonly KeyChange[], folder: string): (path: KeyPath) => string {
  return (path) => changes.findLast(({ path: set }) => leadsTo(set, path))?.folder ?? folder;
}

function leadsTo(group: KeyPath, path: KeyPath): boolean {
  return group.every((part, index) => path[index] === part);
}

/**
 * What a user writes for a key: a path (`settings.X`, `batches[0].id`) or the bare name of a setting. Its first
 * part must be a key of a scenario; the others are checked with the scenario.
 */
export function keyPathOf(key: string, where: string): KeyPath {
  const path = [...key.matchAll(/[^.[\]]+|\[\d+\]/g)].map(([part]) =>
    part.startsWith('[') ? Number(part.slice(1, -1)) : part,
  );
  const [first] = path;
  if (typeof first !== 'string' || keyText(path) !== key) {
    throw new UserError({
      code: 'bad_set',
      message: `"${key}" is no path of keys.`,
      fix: 'Write keys with dots, and places of a list in brackets: batches[0].id.',
      where,
    });
  }
  if (TOP_KEYS.includes(first)) return path;
  if (SETTING_NAMES.includes(first) && path.length === 1) return ['settings', first];
  const guess = didYouMean(first, [...TOP_KEYS, ...SETTING_NAMES]);
  throw new UserError({
    code: 'unknown_key',
    message: `${first} is neither a key of a scenario nor a setting${guess}`,
    fix: `The keys are ${TOP_KEYS.join(', ')}; schemas/scenario.schema.json has the values they take.`,
    where,
  });
}

function replaced(value: unknown, change: KeyChange, depth: number): unknown {
  const part = change.path[depth];
  if (part === undefined) return change.adds ? [value ?? [], change.value].flat() : change.value;
  if (typeof part === 'number') {
    if (Array.isArray(value) && part < value.length) {
      return value.map((entry: unknown, index) =>
        index === part ? replaced(entry, change, depth + 1) : entry,
      );
    }
    throw notThere(change, depth, Array.isArray(value) ? `has ${entries(value)}` : 'is no list');
  }
  if (Array.isArray(value))
    throw notThere(change, depth, `is a list of ${entries(value)}, named [0], [1] and so on`);
  const group = objectOrNull(value ?? {});
  if (group === null) throw notThere(change, depth, 'is no group of keys');
  return { ...group, [part]: replaced(group[part], change, depth + 1) };
}

function entries({ length }: readonly unknown[]): string {
  return length === 1 ? '1 entry' : `${length} entries`;
}

function notThere({ path, where }: KeyChange, depth: number, why: string): UserError {
  return new UserError({
    code: 'bad_set',
    message: `${keyText(path)} cannot be set: ${keyText(path.slice(0, depth))} ${why}.`,
    where,
  });
}
