/** The name of a defect as it was typed, checked. */
import { DEFECTS } from '../cj/defects/defect-named.js';
import { UserError } from '../cj/errors.js';
import { didYouMean } from '../input/nearest-name.js';

export const DEFECT_NAMES = DEFECTS.map(({ name }) => name);

/** `where`: the flag that names it. */
export function knownDefect(name: string, where?: string): string {
  if (DEFECT_NAMES.includes(name)) return name;
  throw new UserError({
    code: 'unknown_defect',
    message: `There is no defect ${name}${didYouMean(name, DEFECT_NAMES)}`,
    fix: 'cjsim defects lists them.',
    ...(where === undefined ? {} : { where }),
  });
}
