/** Queries on what an assignment brings: its instructions and its anchor essays. */
import type { Insertable } from 'kysely';
import { type Param, query } from './compile.js';
import type { Driver } from './driver.js';
import type { AnchorEssayReferencesTable, AssessmentInstructionsTable } from './schema.js';
import type { Timestamp } from './timestamp.js';

export type NewInstructions = Readonly<Insertable<AssessmentInstructionsTable>>;
export type NewAnchorReference = Readonly<Insertable<AnchorEssayReferencesTable>>;

const insertInstructions = query(
  (
    db,
    id: Param<number | null>,
    assignment: Param<string | null>,
    course: Param<string | null>,
    text: Param<string>,
    scale: Param<string>,
    origin: Param<string>,
    prompt: Param<string | null>,
    rubric: Param<string | null>,
    at: Param<Timestamp>,
  ) =>
    db.insertInto('assessment_instructions').values({
      id: id as Param<number>,
      assignment_id: assignment,
      course_id: course,
      instructions_text: text,
      grade_scale: scale,
      context_origin: origin,
      student_prompt_storage_id: prompt,
      judge_rubric_storage_id: rubric,
      created_at: at,
    }),
);

const insertReference = query(
  (
    db,
    id: Param<number | null>,
    label: Param<string>,
    grade: Param<string>,
    scale: Param<string>,
    storageId: Param<string>,
    assignment: Param<string | null>,
    at: Param<Timestamp>,
  ) =>
    db.insertInto('anchor_essay_references').values({
      id: id as Param<number>,
      anchor_label: label,
      grade,
      grade_scale: scale,
      text_storage_id: storageId,
      assignment_id: assignment,
      created_at: at,
    }),
);

const byAssignment = query((db, assignment: Param<string>) =>
  db.selectFrom('assessment_instructions').selectAll().where('assignment_id', '=', assignment),
);

const assignments = query((db) =>
  db
    .selectFrom('assessment_instructions')
    .select('assignment_id')
    .where('assignment_id', 'is not', null)
    .$narrowType<{ assignment_id: string }>()
    .orderBy('assignment_id'),
);

const anchors = query((db, assignment: Param<string>, scale: Param<string>) =>
  db
    .selectFrom('anchor_essay_references')
    .selectAll()
    .where('assignment_id', '=', assignment)
    .where('grade_scale', '=', scale)
    .orderBy('id'),
);

export type AssessmentContextQueries = ReturnType<typeof assessmentContext>;

export function assessmentContext(driver: Driver) {
  const q = {
    insertInstructions: insertInstructions.on(driver),
    insertReference: insertReference.on(driver),
    byAssignment: byAssignment.on(driver),
    assignments: assignments.on(driver),
    anchors: anchors.on(driver),
  };
  return {
    insertInstructions: (row: NewInstructions): void => {
      q.insertInstructions.run(
        row.id ?? null,
        row.assignment_id ?? null,
        row.course_id ?? null,
        row.instructions_text,
        row.grade_scale,
        row.context_origin,
        row.student_prompt_storage_id ?? null,
        row.judge_rubric_storage_id ?? null,
        row.created_at,
      );
    },
    insertAnchorReference: (row: NewAnchorReference): void => {
      q.insertReference.run(
        row.id ?? null,
        row.anchor_label,
        row.grade,
        row.grade_scale,
        row.text_storage_id,
        row.assignment_id ?? null,
        row.created_at,
      );
    },
    /** undefined for an unknown assignment. */
    instructionsOf: q.byAssignment.get,
    /** The known assignments, for an error that names them. */
    assignmentIds: (): readonly string[] => q.assignments.all().map((row) => row.assignment_id),
    /** The anchors of an assignment on its grade scale, in id order. */
    anchorReferences: q.anchors.all,
  };
}
