/** Numbers and times as people read them; the same in every locale. */
import { twoDigits } from '../cj/clock-text.js';
import { cellWidth } from './cell-width.js';

/** With so many decimals, and without the sign of what rounds to zero: no −0.00. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** The same, and a dash for nothing. */
export function decimal(value: number | null, decimals: number): string {
  return value === null ? '–' : fixed(value, decimals);
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(0)} %`;
}

/** With so many decimals more, three at most, as tell it from a limit that it differs from. */
export function decimalBeside(value: number, limit: number, decimals: number): string {
  const isTold = (digits: number) => Number(value.toFixed(digits)) > limit === value > limit;
  const digits = [0, 1, 2].map((more) => decimals + more).find(isTold) ?? decimals + 3;
  return value.toFixed(digits);
}

/** A share as a percentage that stands on its side of the limit: 79.5 % and not 80 % where 80 % is asked for. */
export function percentBeside(share: number | null, limit: number | null): string {
  if (share === null || limit === null) return percent(share);
  const isTold = (digits: number) => Number((100 * share).toFixed(digits)) < 100 * limit === share < limit;
  return `${(100 * share).toFixed([0, 1, 2].find(isTold) ?? 3)} %`;
}

/** `1 pair`, `12 pairs`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Virtual milliseconds as `1 h 02 min 03 s`, `2 min 05 s`, `3.4 s`, `245 ms`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min ${twoDigits(seconds % 60)} s`;
}

/** Columns that a line of words has at least, however narrow the terminal. */
export const LEAST_ROOM = 20;

/** Words in lines of at most `columns`, a number with its %; every line but the first is indented, and the first leaves room. */
export function wrapped(text: string, columns: number, indent: number): string {
  const room = Math.max(LEAST_ROOM, columns - indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ (?!%)/)) {
    if (line !== '' && cellWidth(line) + 1 + cellWidth(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** `a, b and 3 more`, where there are more than `most`. */
export function firstOf(names: readonly string[], most: number): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
