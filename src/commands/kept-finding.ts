/** What a search kept a case for, where the world of the case does not show it by itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../cj/errors.js';
import { objectOrNull } from '../cj/stored-value.js';
import { readText } from '../files/read-text.js';

/** `shows`: whether the rule that is broken is one that the command can see in this case. */
export function refuseUnseen(folder: string, shows: (rule: string) => boolean): void {
  const rule = ruleOf(join(folder, 'violation.json'));
  if (rule === null || shows(rule)) return;
  throw new UserError({
    code: 'no_world_shows_it',
    message: `${folder} was kept for ${rule}, which this world alone does not show: it is of drawn values, of other worlds, or of many cases together.`,
    fix: `See it again with ${commandOf(folder)}.`,
  });
}

/** null where there is no such file, as in a folder that no search wrote. */
function ruleOf(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    const rule = objectOrNull(JSON.parse(readText(path, path)))?.['rule'];
    return typeof rule === 'string' ? rule : null;
  } catch {
    return null;
  }
}

function commandOf(folder: string): string {
  const path = join(folder, 'command.txt');
  const [command] = existsSync(path) ? readText(path, path).split('\n') : [];
  return command === undefined || command === '' ? 'cjsim fuzz' : command;
}
