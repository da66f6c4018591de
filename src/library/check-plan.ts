/** A program without types may give anything. */
import { UserError } from '../cj/errors.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';

export function checkPlan(call: string, plan: unknown): asserts plan is WorldPlan {
  const { batches, settings } = (plan ?? {}) as Partial<WorldPlan>;
  if (Array.isArray(batches) && settings !== undefined) return;
  throw new UserError({
    code: 'no_plan',
    message: `${call} takes a plan, and this is none`,
    fix: 'Give what expandScenario makes of a scenario: const { scenario, sources } = loadScenario("eng5"); createWorld({ plan: expandScenario(scenario, {}, sources) })',
    where: 'plan',
  });
}
