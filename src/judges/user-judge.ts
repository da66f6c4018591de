/**
 * A user's own judge from a module that is loaded already: its default export is a Judge, or a function of the
 * scenario's judge options that gives one, at once or later. Loading the module is the command's task.
 */
import { UserError } from '../cj/errors.js';
import { onOneLine } from '../cj/on-one-line.js';
import type { JsonObject } from '../cj/stored-value.js';
import type { Judge } from './judge.js';

/** Characters of what a module throws. */
export const LONGEST_MESSAGE = 200;

/** The module's judge; a UserError that names the module if it has none. `where` is the module's path. */
export async function userJudge(loaded: unknown, options: JsonObject, where: string): Promise<Judge> {
  const exported = propertyOf(loaded, 'default');
  if (exported === undefined) throw notAJudge(where, 'has no default export');
  if (isJudge(exported)) return exported;
  if (typeof exported !== 'function')
    throw notAJudge(where, 'has a default export without a compare function');
  const made: unknown = await callFactory(exported as (options: JsonObject) => unknown, options, where);
  if (isJudge(made)) return made;
  throw notAJudge(where, 'has a default function that gives no object with a compare function');
}

async function callFactory(
  factory: (options: JsonObject) => unknown,
  options: JsonObject,
  where: string,
): Promise<unknown> {
  try {
    return await factory(options);
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw notAJudge(where, `failed when its judge was made: ${onOneLine(textOf(thrown), LONGEST_MESSAGE)}`);
  }
}

/** What a thrown value says: an error its message, and an object without a prototype has no text of its own. */
export function textOf(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return 'an object without a text';
  }
}

export function isJudge(value: unknown): value is Judge {
  return typeof propertyOf(value, 'compare') === 'function';
}

function propertyOf(value: unknown, name: string): unknown {
  const canHold = (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (!canHold) return undefined;
  try {
    return (value as Readonly<Record<string, unknown>>)[name];
  } catch {
    // A getter that throws gives nothing.
    return undefined;
  }
}

function notAJudge(where: string, problem: string): UserError {
  return new UserError({
    code: 'bad_judge_module',
    message: `The judge module ${problem}.`,
    fix: 'Export by default an object { compare(request) { … } }, or a function of options that gives one.',
    where,
  });
}
