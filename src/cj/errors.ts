/**
 * The three kinds of error that cjsim throws. Expected outcomes (a fit that is impossible, no anchors)
 * are not errors: rules return them as values.
 */

export interface UserErrorDetail {
  /** A stable name for programs, e.g. `unknown_scale`. */
  readonly code: string;
  /** One sentence that names what is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly fix?: string;
  /** File, line, key or flag. */
  readonly where?: string;
}

/** Wrong usage or wrong input: exit code 2, nothing written. */
export class UserError extends Error {
  readonly code: string;
  readonly fix: string | undefined;
  readonly where: string | undefined;

  constructor(detail: UserErrorDetail) {
    super(detail.message);
    this.name = 'UserError';
    this.code = detail.code;
    this.fix = detail.fix;
    this.where = detail.where;
  }
}

/** cjsim itself is wrong: a broken assertion, with the values that broke it. */
export class BugError extends Error {
  readonly values: Readonly<Record<string, unknown>>;

  constructor(message: string, values: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'BugError';
    this.values = values;
  }
}

/** The run did what it was told and the outcome is a failure: exit code 1. */
export class RunFailed extends Error {
  readonly details: Readonly<Record<string, unknown>>;
  /** What the user does next. */
  readonly fix: string | undefined;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, fix?: string) {
    super(message);
    this.name = 'RunFailed';
    this.details = details;
    this.fix = fix;
  }
}

/** A world that broke a promise while it was checked: its `details` name the invariant. */
export function isBrokenPromise(error: unknown): error is RunFailed {
  return error instanceof RunFailed && 'invariant' in error.details;
}

/** Assert what the program itself guarantees; a broken assertion is a BugError with the values. */
export function invariant(
  condition: boolean,
  message: string,
  values: Readonly<Record<string, unknown>> = {},
): asserts condition {
  if (!condition) throw new BugError(message, values);
}
