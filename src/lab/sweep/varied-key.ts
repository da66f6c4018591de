/** Whether an arm of an experiment or a point of a study may set a key. */
import { UserError } from '../../cj/errors.js';
import { refuseUnknownKey } from '../../sim/scenario/known-key.js';

/** Runs of an arm have seeds of their own, the same in every arm, so that a seed that is set would change nothing. */
export function refuseUnvariedKey(key: string, where: string): void {
  if (key === 'seed') {
    throw new UserError({
      code: 'seed_not_varied',
      message: 'A seed cannot be varied: every arm runs with the same seeds',
      fix: 'first_seed and replicates of an experiment say which, firstSeed and runs of a study too',
      where,
    });
  }
  refuseUnknownKey(key, where);
}
