/**
 * The whole projection as one pure function: a ranking with anchors in, graded students out. It needs no
 * batch, so `cjsim project` runs it on a ranking from a file.
 */
import type { EssayId } from '../words.js';
import {
  type AnchorResolutions,
  isGradeOf,
  type ResolvedAnchor,
  resolveAnchors,
  type UnavailableReason,
  unavailableReason,
} from './anchor-resolution.js';
import type { AssessmentContext } from './assessment-context.js';
import { type AnchorScore, type Calibration, calibrate } from './calibration.js';
import { type GradeProjection, projectStudent, type ScoredStudent } from './grade-projection.js';
import type { GradeScale } from './grade-scales.js';
import type { ProjectionRules } from './projection-rules.js';
import { isStudentRow, type RankingRow } from './ranking-row.js';
import { MISSING_SCORE, MISSING_STANDARD_ERROR } from './stored-number.js';

export type GradeProjections = AnchorResolutions & (Available | Unavailable | Crashed);

export interface Available {
  readonly available: true;
  readonly reason: null;
  readonly calibration: Calibration;
  /** Students in the order of the rows. */
  readonly projections: readonly GradeProjection[];
  /** Students without a score or a standard error; never any under the service's rules, which crash. */
  readonly leftOut: readonly EssayId[];
}

/** No grades can be projected; the ranking is still published. */
export interface Unavailable {
  readonly available: false;
  readonly reason: UnavailableReason;
}

/** Only under the service's rules: it met a null where it calculates. */
export interface Crashed {
  readonly available: false;
  readonly reason: 'null_value';
  /** The first essay with the null. */
  readonly essay: EssayId;
}

export function projectGrades(
  rankings: readonly RankingRow[],
  context: AssessmentContext,
  rules: ProjectionRules,
): GradeProjections {
  const anchors = resolveAnchors(rankings, context, rules);
  const reason = unavailableReason(rankings, anchors);
  if (reason !== null) return { ...anchors, available: false, reason };

  const scores = calibratingScores(anchors.resolved, context.scale);
  if ('crashedOn' in scores) return { ...anchors, ...crash(scores.crashedOn) };
  const students = scoredStudents(rankings, rules);
  if ('crashedOn' in students) return { ...anchors, ...crash(students.crashedOn) };

  const calibration = calibrate(scores.anchors, context.scale, rules.gradeBands);
  return {
    ...anchors,
    available: true,
    reason: null,
    calibration,
    projections: students.scored.map((student) => projectStudent(student, calibration, rules)),
    leftOut: students.leftOut,
  };
}

/** The anchors whose grade is one of the scale's, or the first of them whose score is a null that crashes. */
export function calibratingScores(
  resolved: readonly ResolvedAnchor[],
  scale: GradeScale,
): { readonly anchors: readonly AnchorScore[] } | CrashedOn {
  const anchors: AnchorScore[] = [];
  for (const { els_essay_id, grade, score } of resolved) {
    if (!isGradeOf(scale, grade) || score === 'left_out') continue;
    if (score === 'null_value') return { crashedOn: els_essay_id };
    anchors.push({ grade, score });
  }
  return { anchors };
}

interface CrashedOn {
  readonly crashedOn: EssayId;
}

function scoredStudents(
  rankings: readonly RankingRow[],
  { readNumber }: ProjectionRules,
): { readonly scored: readonly ScoredStudent[]; readonly leftOut: readonly EssayId[] } | CrashedOn {
  const scored: ScoredStudent[] = [];
  const leftOut: EssayId[] = [];
  for (const row of rankings.filter(isStudentRow)) {
    const { els_essay_id } = row;
    const score = readNumber(row.bradley_terry_score, MISSING_SCORE);
    const standardError = readNumber(row.bradley_terry_se, MISSING_STANDARD_ERROR);
    if (score === 'null_value' || standardError === 'null_value') return { crashedOn: els_essay_id };
    if (score === 'left_out' || standardError === 'left_out') leftOut.push(els_essay_id);
    else scored.push({ els_essay_id, score, standardError });
  }
  return { scored, leftOut };
}

function crash(essay: EssayId): Crashed {
  return { available: false, reason: 'null_value', essay };
}
