/** Where a value stands in what a person wrote: keys from the top, numbers for places in a list. */
import type { UserError } from '../cj/errors.js';

export type KeyPath = readonly (string | number)[];

/**
 * From a path to what an error shows as its `where`: `scenarios/x.yaml:12:5` for a file, `--set a.b=1` for a
 * flag. A path that is not in the source stands where the nearest key around it does.
 */
export type Locate = (path: KeyPath) => string;

/** For scenarios that come from no file. */
export const locateByKey: Locate = (path) => keyText(path);

/** `batches[0].request.max_comparisons`; for no key, what the whole is called. */
export function keyText(path: KeyPath, whole = 'the scenario'): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text === '' ? whole : text;
}

/** The fault of one key, before it is known where the key stands. */
export interface ScenarioFault {
  readonly code: string;
  readonly path: KeyPath;
  /** What is said of the key: `must be at least 1, not 0`. */
  readonly says: string;
  readonly fix?: string;
}

export type Refuse = (fault: ScenarioFault) => UserError;
