/** The assignment: what the essays answer, how they are graded, and the anchors whose grade is known. */
import * as z from 'zod';
import { boundedNumber } from '../../cj/distribution-schema.js';
import { DEFAULT_GRADE_SCALE, GRADE_SCALES } from '../../cj/projection/grade-scales.js';
import { keyGroup } from '../../input/key-group.js';
import { essayTextSchema, MOST_ESSAYS } from './essays-schema.js';
import { nameSchema } from './name-schema.js';

const CONTEXT_ORIGINS = ['research_experiment', 'canonical_national'] as const;

const anchorSchema = keyGroup(
  {
    label: nameSchema.describe('Name of the anchor, unique in the assignment'),
    grade: nameSchema.describe('Its grade, one of the scale'),
    ability: boundedNumber
      .exactOptional()
      .describe('True ability in logits, which only the simulated judge knows'),
    text: essayTextSchema.exactOptional().describe('The text; made up where it is left out'),
  },
  'a key of an anchor',
);
export type AnchorOfScenario = z.output<typeof anchorSchema>;

const anchorFilesSchema = keyGroup(
  {
    csv: z.string().min(1).describe('CSV with the columns file and grade, and if known label and ability'),
    folder: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Folder of the texts, if they are neither beside the CSV nor in the folder of the essays'),
  },
  'a key of anchors',
);

export const assignmentSchema = keyGroup(
  {
    id: nameSchema.exactOptional().describe('assignment_id; drawn from the seed where it is left out'),
    course_id: nameSchema.exactOptional().describe('The course that it belongs to'),
    grade_scale: z
      .string()
      .default(DEFAULT_GRADE_SCALE)
      .describe(`One of ${GRADE_SCALES.map((scale) => scale.name).join(', ')}`),
    context_origin: z
      .enum(CONTEXT_ORIGINS)
      .default('research_experiment')
      .describe('canonical_national refuses a rubric of the request'),
    instructions: z
      .string()
      .min(1)
      .default('Judge each essay as a whole.')
      .describe('Instructions for the assessor'),
    student_prompt: z
      .string()
      .min(1)
      .exactOptional()
      .describe("What the students were asked; overrides the request's"),
    judge_rubric: z
      .string()
      .min(1)
      .exactOptional()
      .describe("What makes an essay good; overrides the request's"),
    anchors: z
      .union(
        [z.array(anchorSchema).max(MOST_ESSAYS), anchorFilesSchema],
        'must be a list of anchors, or {csv, folder}',
      )
      .default([])
      .describe('The anchors, one by one or from a CSV'),
  },
  'a key of assignment',
);
export type AssignmentOfScenario = z.output<typeof assignmentSchema>;
