/** The folder in which a search keeps a failing case. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from '../cj/code-point-order.js';
import { UserError } from '../cj/errors.js';
import { objectOrNull, textOrNull } from '../cj/stored-value.js';
import { isFolder } from './make-folder.js';
import { readText } from './read-text.js';

/** The scenario within the folder of a case; the path itself where it is no folder. */
export function scenarioOfCase(path: string): string {
  if (!isFolder(path)) return path;
  const scenario = join(path, 'scenario.yaml');
  if (existsSync(scenario)) return scenario;
  const cases = readdirSync(path)
    .filter((name) => existsSync(join(path, name, 'scenario.yaml')))
    .sort(byCodePoint);
  throw new UserError({
    code: 'no_case',
    message: `The folder ${path} is none of a kept case: it has no scenario.yaml`,
    fix:
      cases.length === 0
        ? 'Give a folder that cjsim fuzz kept a case in, such as .cjsim/failing/case-17'
        : `Give one of the cases in it: ${cases
            .slice(0, 5)
            .map((name) => join(path, name))
            .join(', ')}${cases.length > 5 ? ', …' : ''}`,
    where: path,
  });
}

/** A folder of a kept case stands for its trace. */
export function traceOfCase(path: string): string {
  const trace = join(path, 'trace.ndjson');
  return existsSync(trace) ? trace : path;
}

/** The rule that the case was kept for; null where the path is no such folder. */
export function ruleOfCase(path: string): string | null {
  const violation = join(path, 'violation.json');
  if (!existsSync(violation)) return null;
  try {
    return textOrNull(objectOrNull(JSON.parse(readText(violation, violation)))?.['rule']);
  } catch {
    return null;
  }
}

/** The search that found the case; null where the folder does not say. */
export function searchOfCase(path: string): string | null {
  const command = join(path, 'command.txt');
  const [search = ''] = existsSync(command) ? readText(command, command).split('\n') : [];
  return search === '' ? null : search;
}
