/** What a search kept a case for, where the world of the case does not show it by itself. */
import { UserError } from '../cj/errors.js';
import { ruleOfCase, searchOfCase } from '../files/case-folder.js';

/** `shows`: whether the rule that is broken is one that the command can see in this case. */
export function refuseUnseen(folder: string, shows: (rule: string) => boolean): void {
  const rule = ruleOfCase(folder);
  if (rule === null || shows(rule)) return;
  throw new UserError({
    code: 'no_world_shows_it',
    message: `${folder} was kept for ${rule}, which this world alone does not show: it is of drawn values, of other worlds, or of many cases together.`,
    fix: `See it again with ${searchOfCase(folder) ?? 'cjsim fuzz'}.`,
  });
}
