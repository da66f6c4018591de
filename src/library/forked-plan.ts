/** The plan of a fork in a program; `cjsim fork` makes its own of its flags. */
import * as z from 'zod';
import { UserError } from '../cj/errors.js';
import { checkOptions, wholeNumber } from '../input/check-options.js';
import { forkPlan } from '../sim/scenario/fork-plan.js';
import { keyPathOf } from '../sim/scenario/set-key.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import { checkPlan } from './check-plan.js';
import { momentAfter, type RecordedSteps } from './fork-moment.js';
import { profilesNamed } from './profiles-named.js';

export interface ForkedPlanOptions extends RecordedSteps {
  /** The last step that both runs share, from 1. */
  readonly at: number;
  /** Keys of the scenario, as `--set` names them, and their new values: `{ SCORE_STABILITY_THRESHOLD: 0.2 }`. */
  readonly set: Readonly<Record<string, unknown>>;
}

/**
 * The plan of a run up to a step, and from there on with some keys of its scenario changed: for `forkWorld`. What has
 * become rows and messages by then (batches, essays, the assignment) cannot change. Throws a UserError for a step that
 * the run does not have, and for a key that cannot change or has a wrong value.
 */
export function forkedPlan(options: ForkedPlanOptions): WorldPlan {
  checkOptions(
    'forkedPlan()',
    {
      plan: z.unknown().optional(),
      lines: z.array(z.string()),
      at: wholeNumber({ least: 1 }),
      set: z.record(z.string(), z.unknown()),
    },
    options,
  );
  const { plan, lines, at, set } = options;
  checkPlan('forkedPlan', plan);
  const moment = momentAfter({ plan, lines }, at);
  if (moment === null) {
    throw new UserError({
      code: 'not_reached',
      message: `The run never comes to step ${at}: it has ${lines.length} steps.`,
      fix: 'Give a step from 1 to the last.',
      where: 'at',
    });
  }
  const keys = Object.entries(set).map(([key, value]) => {
    const where = `set ${key}`;
    return { path: keyPathOf(key, where), value, where };
  });
  return forkPlan(plan, moment, { keys, faults: [], draws: [], profiles: profilesNamed(keys) });
}
