/**
 * Names cut to so many columns, such that names that differ are never cut to the same text: first in the middle, and
 * where that hides what tells two of them apart, around the place at which they differ.
 */
import { beginningOf, cellWidth } from '../report/cell-width.js';

/** Columns kept before the place at which names differ. */
const BEFORE = 3;

/** By name. One whose text would still be that of another has its number among `names` at the end. */
export function shortNames(names: readonly string[], columns: number): ReadonlyMap<string, string> {
  const short = new Map<string, string>();
  const long = new Set(names.filter((name) => cellWidth(name) > columns));
  for (const name of names) if (!long.has(name)) short.set(name, name);
  const taken = new Set(short.values());
  for (const [name, text] of toldApart([...long], columns)) {
    const number = `… ${names.indexOf(name) + 1}`;
    const own = taken.has(text) ? `${beginningOf(name, columns - number.length)}${number}` : text;
    short.set(name, own);
    taken.add(own);
  }
  return short;
}

/**
 * Those that a cut makes the same are cut again, from where they differ (`from`; null: in the middle). They stay the
 * same where the columns do not reach that place.
 */
function toldApart(
  names: readonly string[],
  columns: number,
  from: number | null = null,
): readonly (readonly [name: string, text: string])[] {
  const same = new Map<string, string[]>();
  for (const name of names) {
    const text = from === null ? cutInMiddle(name, columns) : cutFrom(name, from, columns);
    same.set(text, [...(same.get(text) ?? []), name]);
  }
  return [...same].flatMap(([text, group]) => {
    const next = Math.max(0, differAt(group) - BEFORE);
    const isFinal = group.length === 1 || next === from;
    return isFinal ? group.map((name) => [name, text] as const) : toldApart(group, columns, next);
  });
}

/** Letters that all of them begin with. */
function differAt(names: readonly string[]): number {
  const [first = [], ...others] = names.map((name) => [...name]);
  const at = first.findIndex((letter, k) => others.some((other) => other[k] !== letter));
  return at === -1 ? first.length : at;
}

function cutInMiddle(name: string, columns: number): string {
  const head = beginningOf(name, Math.floor((columns - 1) / 2));
  return `${head}…${end(name, columns - 1 - cellWidth(head))}`;
}

function cutFrom(name: string, from: number, columns: number): string {
  const rest = [...name].slice(from).join('');
  const before = from === 0 ? '' : '…';
  if (cellWidth(rest) <= columns - 1) return `…${end(name, columns - 1)}`;
  return `${before}${beginningOf(rest, columns - 1 - before.length)}…`;
}

function end(name: string, columns: number): string {
  let text = '';
  for (const letter of [...name].reverse()) {
    if (cellWidth(letter + text) > columns) break;
    text = letter + text;
  }
  return text;
}
