import { describe, expect, test } from 'vitest';
import { at, memoryStore } from './small-world.js';

const INSTRUCTIONS = {
  assignment_id: 'a-1',
  instructions_text: 'Compare the essays.',
  grade_scale: 'swedish_8_anchor',
  context_origin: 'research_experiment',
  created_at: at(0),
};

function anchor(label: string, scale = 'swedish_8_anchor') {
  return {
    anchor_label: label,
    grade: 'A',
    grade_scale: scale,
    text_storage_id: `text-${label}`,
    assignment_id: 'a-1',
    created_at: at(0),
  };
}

describe('an assignment', () => {
  test('has instructions, and an unknown one has none', () => {
    const { context } = memoryStore();
    context.insertInstructions(INSTRUCTIONS);
    expect(context.instructionsOf('a-1')).toEqual({
      ...INSTRUCTIONS,
      id: 1,
      course_id: null,
      student_prompt_storage_id: null,
      judge_rubric_storage_id: null,
    });
    expect(context.instructionsOf('a-2')).toBeUndefined();
    expect(context.assignmentIds()).toEqual(['a-1']);
  });

  test('keeps where the texts of its prompt and its rubric are', () => {
    const { context } = memoryStore();
    const texts = { student_prompt_storage_id: 'text-p', judge_rubric_storage_id: 'text-r' };
    context.insertInstructions({ ...INSTRUCTIONS, ...texts });
    expect(context.instructionsOf('a-1')).toMatchObject(texts);
  });

  test('has the anchors of its scale, in the order of ids', () => {
    const { context } = memoryStore();
    for (const row of [anchor('B'), anchor('A'), anchor('A', 'eng5_np_legacy_9_step')])
      context.insertAnchorReference(row);
    expect(context.anchorReferences('a-1', 'swedish_8_anchor')).toEqual([
      { id: 1, ...anchor('B') },
      { id: 2, ...anchor('A') },
    ]);
  });

  test('has an anchor label once per scale', () => {
    const { context } = memoryStore();
    context.insertAnchorReference(anchor('A'));
    expect(() => context.insertAnchorReference(anchor('A'))).toThrow(/UNIQUE constraint failed/);
  });
});

test('instructions belong to an assignment or to a course, never to both or none', () => {
  const { context } = memoryStore();
  context.insertInstructions({ ...INSTRUCTIONS, assignment_id: null, course_id: 'c-1' });
  expect(() => context.insertInstructions({ ...INSTRUCTIONS, course_id: 'c-1' })).toThrow(
    /assignment_or_course/,
  );
  expect(() => context.insertInstructions({ ...INSTRUCTIONS, assignment_id: null })).toThrow(
    /assignment_or_course/,
  );
});
