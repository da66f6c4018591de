/** Names that are there, for a sentence that says which could be used: the first of them where they are many. */

const MOST_NAMED = 20;

export function someOf(names: readonly (string | number)[]): string {
  return `${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ', …' : ''}`;
}
