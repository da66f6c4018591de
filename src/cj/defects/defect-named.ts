/** The defects by name. */
import { UserError } from '../errors.js';
import type { Defect } from './defect.js';

export const DEFECTS: readonly Defect[] = [];

export function defectNamed(name: string): Defect {
  const defect = DEFECTS.find((known) => known.name === name);
  if (defect !== undefined) return defect;
  throw new UserError({
    code: 'unknown_defect',
    message: `Unknown defect "${name}".`,
    fix: `Use one of ${DEFECTS.map((known) => known.name).join(', ')}.`,
  });
}
