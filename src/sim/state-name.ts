/** A machine's state as one word: `preparing.fetchingContent`. */
import type { AnyMachineSnapshot } from 'xstate';

export function stateName(value: AnyMachineSnapshot['value']): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([state, inner]) => (inner === undefined ? state : `${state}.${stateName(inner)}`))
    .join('+');
}
