/** Asks a judge, and turns whatever it returns or throws into a verdict. */
import { JUDGE_THREW_CODE } from '../cj/callback.js';
import { BugError, RunFailed, UserError } from '../cj/errors.js';
import type { ComparisonRequest, Judge, Verdict } from './judge.js';
import { textOf } from './user-judge.js';
import { checkVerdict } from './verdict.js';

/**
 * The judge's verdict, at once if the judge answers at once. Errors of cjsim itself (a missing ability, a
 * broken assertion) are thrown on; every other error counts as one of the provider.
 */
export function askJudgeSafely(judge: Judge, request: ComparisonRequest): Verdict | Promise<Verdict> {
  try {
    const returned = judge.compare(request);
    return isThenable(returned)
      ? settled(returned).then(checkVerdict).catch(verdictOfThrown)
      : checkVerdict(returned);
  } catch (thrown) {
    return verdictOfThrown(thrown);
  }
}

function verdictOfThrown(thrown: unknown): Verdict {
  if (isOwn(thrown)) throw thrown;
  return { error: { code: JUDGE_THREW_CODE, message: `the judge threw: ${textOf(thrown)}` } };
}

function isOwn(thrown: unknown): boolean {
  try {
    return thrown instanceof UserError || thrown instanceof BugError || thrown instanceof RunFailed;
  } catch {
    // A proxy may refuse to say what it is.
    return false;
  }
}

/** As a promise of this realm, whatever its own `then` gives. */
function settled(coming: PromiseLike<unknown>): Promise<unknown> {
  return new Promise((resolve) => resolve(coming));
}

/** A promise of any library or realm. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}
