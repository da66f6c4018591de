/** How a score or a standard error is read from a ranking row that may lack it. */

/** The service's values for a row that lacks the key, in logits. */
export const MISSING_SCORE = 0;
export const MISSING_STANDARD_ERROR = 0.1;

/** A finite number; or why there is none: the service crashes on it, or the essay is left out. */
export type StoredNumber = number | 'null_value' | 'left_out';

export type ReadStoredNumber = (value: number | null | undefined, whenMissing: number) => StoredNumber;

/** `current`: an essay without the number is left out; nothing is made up for it. */
export const readStoredNumber: ReadStoredNumber = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : 'left_out';

/** The service: a missing key has a default, a null crashes. */
export const readStoredNumberAsService: ReadStoredNumber = (value, whenMissing) =>
  value === undefined ? whenMissing : (value ?? 'null_value');
