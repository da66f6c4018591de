/** Loads a judge of the user's own from the module that the plan names. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../cj/errors.js';
import type { Judge } from '../judges/judge.js';
import { userJudge } from '../judges/user-judge.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';

/** null where the plan's profile answers. The path starts from the scenario's folder. */
export async function loadJudge({ judge }: WorldPlan, folder: string): Promise<Judge | null> {
  if (judge.kind === 'profile') return null;
  let loaded: unknown;
  try {
    loaded = await import(pathToFileURL(resolve(folder, judge.module)).href);
  } catch (error) {
    throw new UserError({
      code: 'judge_not_loaded',
      message: `The judge module cannot be loaded: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      fix: 'Give the path of a JavaScript module whose default export is a judge, or a function that makes one',
      where: judge.module,
    });
  }
  return userJudge(loaded, judge.options, judge.module);
}
