/** The grade scales as data (05, first table) and how a scale is found by its name. */
import { UserError } from '../errors.js';

export type GradeScaleName = 'swedish_8_anchor' | 'eng5_np_legacy_9_step' | 'eng5_np_national_9_step';

export interface GradeScale {
  readonly name: GradeScaleName;
  /** Lowest first: the grades that anchors can have. */
  readonly grades: readonly string[];
  /** Share of the population for each grade, in the order of `grades`; sums to 1. */
  readonly priors: readonly number[];
  /** The grade below the lowest, which no anchor can have; null where the scale has none. */
  readonly belowLowest: string | null;
  /** Grades that get a sign by the position within their band. */
  readonly signed: { readonly minus: readonly string[]; readonly plus: readonly string[] };
  /** Grades are numbers, not letters: their normalised score is the position on the scale. */
  readonly numeric: boolean;
}

const NO_SIGNS = { minus: [], plus: [] } as const;

export const GRADE_SCALES: readonly GradeScale[] = [
  {
    name: 'swedish_8_anchor',
    grades: ['F', 'E', 'D', 'D+', 'C', 'C+', 'B', 'A'],
    priors: [0.02, 0.08, 0.15, 0.2, 0.25, 0.15, 0.1, 0.05],
    belowLowest: null,
    signed: { minus: ['E', 'D', 'C', 'B', 'A'], plus: ['E', 'B'] },
    numeric: false,
  },
  {
    name: 'eng5_np_legacy_9_step',
    grades: ['F+', 'E-', 'E+', 'D-', 'D+', 'C-', 'C+', 'B', 'A'],
    priors: uniform(9),
    belowLowest: 'F',
    signed: NO_SIGNS,
    numeric: false,
  },
  {
    name: 'eng5_np_national_9_step',
    grades: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    priors: uniform(9),
    belowLowest: '0',
    signed: NO_SIGNS,
    numeric: true,
  },
];

export const DEFAULT_GRADE_SCALE: GradeScaleName = 'swedish_8_anchor';

/** The rule that a policy asks for a scale. */
export type FindGradeScale = (name: string) => GradeScale;

/** `current`: the scale of that name, exactly; any other name is a UserError. */
export function gradeScale(name: string): GradeScale {
  const found = scaleNamed(name);
  if (found) return found;
  throw new UserError({
    code: 'unknown_scale',
    message: `There is no grade scale "${name}".`,
    fix: `Use one of ${GRADE_SCALES.map((scale) => scale.name).join(', ')}.`,
    where: 'grade_scale',
  });
}

/** The service: an unknown name silently becomes the default scale (defect `unknown-scale-falls-back`). */
export function gradeScaleOrDefault(name: string): GradeScale {
  return scaleNamed(name) ?? gradeScale(DEFAULT_GRADE_SCALE);
}

/**
 * Every grade that a projection on this scale can end with, lowest first: the grade below the lowest, the
 * grades, and their signed forms. Not all can be reached (`A-` needs a finite top band).
 */
export function finalGrades(scale: GradeScale): readonly string[] {
  const signed = scale.grades.flatMap((grade) => [
    ...(scale.signed.minus.includes(grade) ? [`${grade}-`] : []),
    grade,
    ...(scale.signed.plus.includes(grade) ? [`${grade}+`] : []),
  ]);
  return scale.belowLowest === null ? signed : [scale.belowLowest, ...signed];
}

function scaleNamed(name: string): GradeScale | undefined {
  return GRADE_SCALES.find((scale) => scale.name === name);
}

function uniform(count: number): readonly number[] {
  return Array.from({ length: count }, () => 1 / count);
}
