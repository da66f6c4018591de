/** A machine's state as one word: `preparing.fetchingContent`. */

/** As XState gives it: a name, or an object of names. */
export type StateValue = string | { readonly [state: string]: StateValue | undefined };

export function stateName(value: StateValue): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([state, inner]) => (inner === undefined ? state : `${state}.${stateName(inner)}`))
    .join('+');
}
