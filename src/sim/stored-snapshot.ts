import type { StateValue } from '../cj/state-name.js';

/** What of a machine's snapshot has to be kept. Says nothing of XState, so that the library's types do not need it. */
export interface StoredSnapshot {
  readonly value: StateValue;
  readonly context: unknown;
}
