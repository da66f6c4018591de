/** The scenario of a failing case as it was named: a folder that a search kept, a file, or a defect. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../cj/errors.js';
import { scenarioOfCase } from '../files/case-folder.js';
import { isFolder } from '../files/make-folder.js';
import { isPath, nameOrPath, shippedNames } from '../files/package-data.js';
import { packageRoot } from '../files/package-root.js';
import { nearestName } from '../input/nearest-name.js';
import { DEFECT_NAMES, knownDefect } from './known-defect.js';

/** A defect stands for its smallest case. */
export function pathOfCase(named: string): string {
  if (isPath(named) || isFolder(named)) return scenarioOfCase(named);
  const scenarios = shippedNames('scenarios');
  if (scenarios.includes(named)) return named;
  if (nearestName(named, DEFECT_NAMES) === null) {
    // The misspelt name of a scenario: whoever reads it says so.
    if (nearestName(named, scenarios) !== null) return named;
    throw new UserError({
      code: 'unknown_case',
      message: `There is no defect and no scenario ${named}.`,
      fix: `${nameOrPath(named, scenarios)} cjsim defects lists the defects.`,
    });
  }
  knownDefect(named);
  const path = smallestCase(named);
  if (path !== null) return path;
  throw new UserError({
    code: 'no_case',
    message: `No single world shows ${named}: its oracle looks at drawn values, or at many cases together.`,
    fix: `cjsim defects show ${named} tells which.`,
  });
}

/** The file of the smallest world that shows a defect; null for one that no single world shows. */
export function smallestCase(defect: string): string | null {
  const path = join(packageRoot(), 'scenarios', 'museum', `${defect}.yaml`);
  return existsSync(path) ? path : null;
}
