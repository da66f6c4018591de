/** The name that a misspelt one was probably meant to be, for "did you mean". */

/**
 * The accepted name with the fewest edits, or null if even that one needs more than a third of its letters. A
 * name that was begun and not finished (at least three letters of it) is near too.
 */
export function nearestName(written: string, accepted: readonly string[]): string | null {
  const lower = written.toLowerCase();
  let best: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const name of accepted) {
    const edits = editDistance(lower, name.toLowerCase());
    if (edits < fewest && edits <= Math.max(1, Math.floor(name.length / 3))) {
      best = name;
      fewest = edits;
    }
  }
  if (best !== null || lower.length < 3) return best;
  return accepted.find((name) => name.toLowerCase().startsWith(lower)) ?? null;
}

/** The end of a sentence about a wrong name: `; did you mean x?`, or a full stop when no name is near. */
export function didYouMean(written: string, accepted: readonly string[]): string {
  const nearest = nearestName(written, accepted);
  return nearest === null ? '.' : `; did you mean ${nearest}?`;
}

/** Optimal string alignment distance (Damerau 1964): letters put in, left out, replaced, or two swapped. */
function editDistance(a: string, b: string): number {
  // Two texts whose lengths differ by this much are never near, and long ones are not worth the time.
  if (Math.abs(a.length - b.length) > b.length / 2 + 1) return Number.POSITIVE_INFINITY;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, swapped, at(last, column) + 1, at(current, column - 1) + 1));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
